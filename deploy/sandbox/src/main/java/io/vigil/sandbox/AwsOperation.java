package io.vigil.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.protocols.core.OperationInfo;

/** One operation as the SDK's generated classes describe it: how it is asked for and which fields its answer has. */
record AwsOperation(
        AwsService service,
        String name,
        String method,
        String uri,
        String apiVersion,
        List<SdkField<?>> requestFields,
        List<SdkField<?>> responseFields) {

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

    /** @param javaName the operation's name in the SDK's spelling, such as {@code DescribeDbInstances} */
    static AwsOperation load(AwsService service, String javaName) {
        try {
            var loader = AwsOperation.class.getClassLoader();
            var marshaller =
                    Class.forName(service.packageName() + ".transform." + javaName + "RequestMarshaller", true, loader);
            var binding = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            var info = (OperationInfo) binding.get(null);
            var identifier = info.operationIdentifier();
            var name = identifier == null ? javaName : identifier.substring(identifier.lastIndexOf('.') + 1);
            return new AwsOperation(
                    service,
                    name,
                    info.httpMethod().name(),
                    info.requestUri(),
                    info.apiVersion() == null ? "" : info.apiVersion(),
                    fields(service.packageName() + ".model." + javaName + "Request", loader),
                    fields(service.packageName() + ".model." + javaName + "Response", loader));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's classes of " + service.folder() + " " + javaName, e);
        }
    }

    private static List<SdkField<?>> fields(String className, ClassLoader loader) throws ReflectiveOperationException {
        var builder =
                Class.forName(className, true, loader).getMethod("builder").invoke(null);
        return ((SdkPojo) builder).sdkFields();
    }

    static boolean named(SdkField<?> field, String name) {
        return field.memberName().equals(name);
    }

    Optional<SdkField<?>> responseField(String member) {
        return responseFields.stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst();
    }

    Optional<SdkField<?>> requestField(String member) {
        return requestFields.stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst();
    }

    /** True when nothing but lists (and the marks of pagination) come back, so that an empty answer is a true one. */
    boolean listsOnly() {
        var content = responseFields.stream()
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
