package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.AllowedPrincipal;

class EndpointServicesTest {

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:root, 111122223333",
        "arn:aws:iam::111122223333:role/team/app, 111122223333",
        "arn:aws-cn:iam::111122223333:root, 111122223333",
        "111122223333, 111122223333",
        "vpc-lattice.amazonaws.com, ''",
        "*, *",
        "arn:aws:iam::*:root, *",
    })
    void tellsWhoseACallerIs(String principal, String account) {
        assertThat(EndpointServices.caller(
                                AllowedPrincipal.builder().principal(principal).build())
                        .account())
                .isEqualTo(account);
    }
}
