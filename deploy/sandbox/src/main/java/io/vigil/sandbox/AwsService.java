package io.vigil.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One SDK module: its names, its protocol and its operations, loaded when first asked for (EC2 has over 700). */
final class AwsService {
    private final String folder;
    private final String signingName;
    private final String packageName;
    private final Protocol protocol;
    private final Map<String, String> javaNames;
    private final Map<String, AwsOperation> loaded = new ConcurrentHashMap<>();
    private volatile @Nullable List<Route> routes;

    /**
     * @param folder the service's folder inside an account, such as {@code elbv2}
     * @param signingName the service in a signature's scope, such as {@code elasticloadbalancing}
     * @param javaNames operations in the SDK's spelling by their lower-case name
     */
    AwsService(
            String folder, String signingName, String packageName, Protocol protocol, Map<String, String> javaNames) {
        this.folder = folder;
        this.signingName = signingName;
        this.packageName = packageName;
        this.protocol = protocol;
        this.javaNames = Map.copyOf(javaNames);
    }

    String folder() {
        return folder;
    }

    String signingName() {
        return signingName;
    }

    String packageName() {
        return packageName;
    }

    Protocol protocol() {
        return protocol;
    }

    /** By AWS's own name, in any case: the SDK respells acronyms, the file system may not tell cases apart. */
    Optional<AwsOperation> operation(String name) {
        var key = name.toLowerCase(Locale.ROOT);
        var javaName = javaNames.get(key);
        return javaName == null
                ? Optional.empty()
                : Optional.of(loaded.computeIfAbsent(key, k -> AwsOperation.load(this, javaName)));
    }

    /** The version that requests of the query protocol carry; empty in the other protocols. */
    String anyApiVersion() {
        return operation(javaNames.keySet().iterator().next())
                .map(AwsOperation::apiVersion)
                .orElse("");
    }

    /** Every operation's method and URI template, the most specific first. */
    List<Route> routes() {
        var known = routes;
        if (known == null) {
            known = javaNames.keySet().stream()
                    .flatMap(name -> operation(name).stream())
                    .map(Route::of)
                    .sorted(Route.MOST_SPECIFIC_FIRST)
                    .toList();
            routes = known;
        }
        return known;
    }
}
