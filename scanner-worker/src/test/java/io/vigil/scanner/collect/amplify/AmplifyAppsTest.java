package io.vigil.scanner.collect.amplify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.contracts.UnreadReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.amplify.model.App;

class AmplifyAppsTest {
    private static final String ACL = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/1";

    @ParameterizedTest
    @CsvSource({
        "ASSOCIATION_SUCCESS, true",
        "DISASSOCIATION_FAILED, true",
        "ASSOCIATING, false",
        "ASSOCIATION_FAILED, false",
        "DISASSOCIATING, false"
    })
    void aWebAclCountsWhenItIsInForce(String status, boolean counts) {
        assertThat(AmplifyApps.webAcl(App.builder()
                        .wafConfiguration(waf -> waf.webAclArn(ACL).wafStatus(status))
                        .build()))
                .isEqualTo(Read.known(counts ? ACL : ""));
    }

    @Test
    void anAppWithoutAWebAclHasNone() {
        assertThat(AmplifyApps.webAcl(App.builder().build())).isEqualTo(Read.known(""));
        assertThat(AmplifyApps.webAcl(
                        App.builder().wafConfiguration(waf -> waf.webAclArn("")).build()))
                .isEqualTo(Read.known(""));
    }

    @Test
    void aWebAclOfWhichNothingMoreIsToldIsNotKnown() {
        assertThat(AmplifyApps.webAcl(App.builder()
                        .wafConfiguration(waf -> waf.webAclArn(ACL))
                        .build()))
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().reason()).isEqualTo(UnreadReason.MALFORMED));
    }
}
