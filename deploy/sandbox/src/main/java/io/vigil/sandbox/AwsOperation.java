package io.vigil.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * One operation as the SDK's generated classes describe it: how it is asked for and which fields its answer has. A service's
 * requests are told apart by what all its operations are asked by; the fields, which are most of the classes, are looked up of
 * those that are asked.
 */
final class AwsOperation {
    /** Pagination, and who and what a list of buckets is about. */
    private static final Set<String> NO_CONTENT = Set.of(
            "NextToken",
            "nextToken",
            "Marker",
            "NextMarker",
            "IsTruncated",
            "Truncated",
            "ContinuationToken",
            "Owner",
            "Prefix");

    private final AwsService service;
    private final String name;
    private final OperationInfo info;
    private final String javaName;
    private volatile @Nullable List<SdkField<?>> requestFields;
    private volatile @Nullable List<SdkField<?>> responseFields;

    private AwsOperation(AwsService service, String name, OperationInfo info, String javaName) {
        this.service = service;
        this.name = name;
        this.info = info;
        this.javaName = javaName;
    }

    /** @param javaName the operation's name in the SDK's spelling, such as {@code DescribeDbInstances} */
    static AwsOperation load(AwsService service, String javaName) {
        try {
            var marshaller = Class.forName(
                    service.packageName() + ".transform." + javaName + "RequestMarshaller",
                    true,
                    AwsOperation.class.getClassLoader());
            var binding = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            var info = (OperationInfo) binding.get(null);
            var identifier = info.operationIdentifier();
            var name = identifier == null ? javaName : identifier.substring(identifier.lastIndexOf('.') + 1);
            return new AwsOperation(service, name, info, javaName);
        } catch (ReflectiveOperationException e) {
            throw unlike(service, javaName, e);
        }
    }

    private static IllegalStateException unlike(
            AwsService service, String javaName, ReflectiveOperationException cause) {
        return new IllegalStateException("The SDK's classes of " + service.folder() + " " + javaName, cause);
    }

    AwsService service() {
        return service;
    }

    String name() {
        return name;
    }

    String method() {
        return info.httpMethod().name();
    }

    String uri() {
        return info.requestUri();
    }

    String apiVersion() {
        return info.apiVersion() == null ? "" : info.apiVersion();
    }

    List<SdkField<?>> requestFields() {
        var known = requestFields;
        if (known == null) requestFields = known = fields("Request");
        return known;
    }

    List<SdkField<?>> responseFields() {
        var known = responseFields;
        if (known == null) responseFields = known = fields("Response");
        return known;
    }

    private List<SdkField<?>> fields(String of) {
        try {
            var builder = Class.forName(
                            service.packageName() + ".model." + javaName + of,
                            true,
                            AwsOperation.class.getClassLoader())
                    .getMethod("builder")
                    .invoke(null);
            return ((SdkPojo) builder).sdkFields();
        } catch (ReflectiveOperationException e) {
            throw unlike(service, javaName, e);
        }
    }

    static boolean named(SdkField<?> field, String name) {
        return field.memberName().equals(name);
    }

    Optional<SdkField<?>> responseField(String member) {
        return responseFields().stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst();
    }

    Optional<SdkField<?>> requestField(String member) {
        return requestFields().stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst();
    }

    /** True when nothing but lists (and the marks of pagination) come back, so that an empty answer is a true one. */
    boolean listsOnly() {
        var content = responseFields().stream()
                .filter(field -> !NO_CONTENT.contains(field.memberName()))
                .toList();
        return (name.startsWith("List") || name.startsWith("Describe"))
                && !content.isEmpty()
                && content.stream().allMatch(field -> field.marshallingType() == MarshallingType.LIST);
    }

    String key() {
        return service.folder() + ":" + name.toLowerCase(Locale.ROOT);
    }
}
