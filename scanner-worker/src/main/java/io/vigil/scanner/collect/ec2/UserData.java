package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** What looks like a secret in what instances are given at their start. The user data itself is not kept. */
public final class UserData {
    static final String OPERATION = "ec2:DescribeInstanceAttribute";

    private static final Set<String> GONE = Set.of("InvalidInstanceID.NotFound");

    private UserData() {}

    static Read<List<SecretTrace>> tracesIn(UnitScope scope, Instance instance) throws InterruptedException {
        Read<Optional<DescribeInstanceAttributeResponse>> answer = scope.calls()
                .find(
                        Ec2Client.class,
                        scope.region(),
                        DescribeInstanceAttributeRequest.builder()
                                .instanceId(instance.instanceId())
                                .attribute(InstanceAttributeName.USER_DATA)
                                .build(),
                        Ec2Client::describeInstanceAttribute,
                        GONE);
        return answer.flatMap(found -> found.isEmpty() || found.get().userData() == null
                ? Read.known(List.of())
                : traces(OPERATION, "user data", found.get().userData().value()));
    }

    /**
     * @param operation that told the user data
     * @param member what the traces are to call it
     * @param base64 as AWS tells it
     */
    public static Read<List<SecretTrace>> traces(String operation, String member, @Nullable String base64) {
        if (base64 == null || base64.isBlank()) return Read.known(List.of());
        UnpackedText text = UnpackedText.of(base64);
        List<SecretTrace> traces = text.traces(member);
        if (traces.isEmpty() && text.cutOff())
            return Read.missing(
                    new Unread(UnreadReason.TRUNCATED, operation, null, member + " unpacks to more than is looked at"));
        return Read.known(traces);
    }
}
