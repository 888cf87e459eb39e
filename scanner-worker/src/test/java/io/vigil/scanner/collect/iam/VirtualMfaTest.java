package io.vigil.scanner.collect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

class VirtualMfaTest {
    private static final String OF_ROOT = "arn:aws:iam::111122223333:mfa/root-account-mfa-device";

    @Test
    void aDeviceIsItsUsers() {
        // Given
        VirtualMFADevice device = VirtualMFADevice.builder()
                .serialNumber("arn:aws:iam::111122223333:mfa/phone")
                .user(u -> u.arn("arn:aws:iam::111122223333:user/ida"))
                .build();

        // Then
        assertThat(VirtualMfa.userOf(device)).contains("arn:aws:iam::111122223333:user/ida");
    }

    @Test
    void rootsDeviceIsKnownByItsNameWhereNoUserIsTold() {
        assertThat(VirtualMfa.userOf(
                        VirtualMFADevice.builder().serialNumber(OF_ROOT).build()))
                .contains("arn:aws:iam::111122223333:root");
        assertThat(VirtualMfa.userOf(VirtualMFADevice.builder()
                        .serialNumber("arn:aws:iam::111122223333:mfa/phone")
                        .build()))
                .isEmpty();
    }
}
