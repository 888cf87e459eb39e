package io.vigil.scanner.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Looks at the beginning of each good answer before the SDK reads it: the SDK reads well-formed XML of anybody, or an
 * empty body, as an answer with empty lists, and a check would pass on it.
 */
final class AnswerGuard implements ExecutionInterceptor {
    private static final int PEEK_BYTES = 1024;

    /** How the answers of S3 and S3 Control begin that hold facts; the API references are the source. */
    private static final Map<String, String> STARTS = Map.ofEntries(
            Map.entry("GetBucketAcl", "<AccessControlPolicy"),
            Map.entry("GetBucketLifecycleConfiguration", "<LifecycleConfiguration"),
            Map.entry("GetBucketLocation", "<LocationConstraint"),
            Map.entry("GetBucketLogging", "<BucketLoggingStatus"),
            Map.entry("GetBucketPolicy", "{"),
            Map.entry("GetPublicAccessBlock", "<PublicAccessBlockConfiguration"),
            Map.entry("ListBuckets", "<ListAllMyBucketsResult"),
            // implementations beside AWS's own name these roots after the operation
            Map.entry("GetAccessPoint", "<GetAccessPoint"),
            Map.entry("GetBucketEncryption", "Encryption"),
            Map.entry("GetBucketOwnershipControls", "OwnershipControls"),
            Map.entry("GetBucketVersioning", "Versioning"),
            Map.entry("ListAccessPoints", "<ListAccessPoints"),
            Map.entry("ListMultiRegionAccessPoints", "<ListMultiRegionAccessPoints"));

    private final AwsService service;

    AnswerGuard(AwsService service) {
        this.service = service;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) return context.responseBody();
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Optional<InputStream> body = context.responseBody().map(b -> new BufferedInputStream(b, PEEK_BYTES));
        String start = body.map(AnswerGuard::peek).orElse("");
        if (!isAnswer(start, operation))
            throw new NotAnAwsAnswer(
                    start.isEmpty()
                            ? "the answer to %s:%s is empty".formatted(service, operation)
                            : "the answer to %s:%s is not of AWS; it begins with '%s'"
                                    .formatted(service, operation, start.substring(0, Math.min(60, start.length()))));
        return body;
    }

    private boolean isAnswer(String start, String operation) {
        return switch (service.answers) {
            case QUERY -> start.contains("<" + operation + "Response");
            case JSON -> start.startsWith("{");
            case REST_XML -> {
                String lower = start.toLowerCase(Locale.ROOT);
                yield !lower.isEmpty()
                        && !lower.contains("<!doctype html")
                        && !lower.contains("<html")
                        && start.contains(STARTS.getOrDefault(operation, ""));
            }
        };
    }

    private static String peek(InputStream body) {
        try {
            body.mark(PEEK_BYTES);
            byte[] start = body.readNBytes(PEEK_BYTES);
            body.reset();
            return new String(start, StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
