package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/** The virtual MFA devices of an account by the ARN of their user, root too; whoever has MFA and none of these has hardware. */
final class VirtualMfa {
    static final String OPERATION = "iam:ListVirtualMFADevices";
    private static final String OF_ROOT = ":mfa/root-account-mfa-device";
    private static final int PAGE = 1000;

    private VirtualMfa() {}

    static Read<Map<String, List<String>>> serialsByUser(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        IamClient.class,
                        scope.region(),
                        ListVirtualMfaDevicesRequest.builder()
                                .assignmentStatus(AssignmentStatusType.ASSIGNED)
                                .maxItems(PAGE)
                                .build(),
                        IamClient::listVirtualMFADevicesPaginator,
                        ListVirtualMfaDevicesResponse::virtualMFADevices)
                .whole()
                .map(devices -> devices.stream()
                        .filter(device -> userOf(device).isPresent())
                        .collect(Collectors.groupingBy(
                                device -> userOf(device).orElseThrow(),
                                Collectors.mapping(VirtualMFADevice::serialNumber, Collectors.toList()))));
    }

    /** Where AWS does not tell the user, root's device is still known by the name that the console gives it. */
    static Optional<String> userOf(VirtualMFADevice device) {
        if (device.user() != null && device.user().arn() != null)
            return Optional.of(device.user().arn());
        return Optional.ofNullable(device.serialNumber())
                .filter(serial -> serial.endsWith(OF_ROOT))
                .map(serial -> serial.replace(OF_ROOT, ":root"));
    }
}
