package io.vigil.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.core.OperationInfo;

/** Every AWS service whose SDK module is on the class path; adding a module to the build adds a service here. */
final class AwsServices {
    private static final String ROOT = "software/amazon/awssdk/services/";
    private static final Pattern MARSHALLER =
            Pattern.compile(ROOT + "(\\w+)/transform/(\\w+)RequestMarshaller\\.class");
    private static final Pattern CLIENT = Pattern.compile(ROOT + "(\\w+)/(Default(\\w+)Client)\\.class");

    /** The command line's names where they differ from the SDK's packages. */
    private static final Map<String, String> FOLDERS =
            Map.of("elasticloadbalancingv2", "elbv2", "elasticloadbalancing", "elb", "cloudwatchlogs", "logs");

    private final Map<String, AwsService> byFolder = new TreeMap<>();

    private AwsServices() {}

    static AwsServices onClassPath() {
        var operations = new TreeMap<String, Map<String, String>>();
        var clients = new HashMap<String, String>();
        for (var entry : entries()) {
            var marshaller = MARSHALLER.matcher(entry);
            if (marshaller.matches()) {
                operations
                        .computeIfAbsent(marshaller.group(1), p -> new HashMap<>())
                        .put(marshaller.group(2).toLowerCase(Locale.ROOT), marshaller.group(2));
            }
            var client = CLIENT.matcher(entry);
            if (client.matches() && !client.group(3).endsWith("Async")) {
                clients.putIfAbsent(client.group(1), client.group(3));
            }
        }
        var services = new AwsServices();
        operations.forEach((apiPackage, names) -> {
            var client = clients.get(apiPackage);
            if (client != null) {
                var service = describe(apiPackage, client, names);
                services.byFolder.put(service.folder(), service);
            }
        });
        return services;
    }

    private static AwsService describe(String apiPackage, String client, Map<String, String> names) {
        var packageName = ROOT.replace('/', '.') + apiPackage;
        try {
            var loader = AwsServices.class.getClassLoader();
            var signingName = (String) Class.forName(packageName + "." + client + "Client", true, loader)
                    .getField("SERVICE_NAME")
                    .get(null);
            var factory = Class.forName(packageName + ".Default" + client + "Client", true, loader)
                    .getDeclaredField("protocolFactory");
            var any = names.values().iterator().next();
            Field binding = Class.forName(packageName + ".transform." + any + "RequestMarshaller", true, loader)
                    .getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            var named = ((OperationInfo) binding.get(null)).operationIdentifier() != null;
            return new AwsService(
                    FOLDERS.getOrDefault(apiPackage, apiPackage),
                    signingName,
                    packageName,
                    Protocol.ofFactory(factory.getType().getSimpleName(), named),
                    names);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's classes of " + apiPackage, e);
        }
    }

    private static List<String> entries() {
        try {
            return ClassPathEntries.below(ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<AwsService> inFolder(String folder) {
        return Optional.ofNullable(byFolder.get(folder));
    }

    /** S3 and S3 Control, the two generations of load balancers: a signature's scope alone does not tell them apart. */
    List<AwsService> signedAs(String signingName) {
        // WAF Classic of a region is the same API as CloudFront's, under a signing name of its own
        var name = signingName.equals("waf-regional") ? "waf" : signingName;
        return byFolder.values().stream()
                .filter(service -> service.signingName().equals(name))
                .toList();
    }

    Collection<AwsService> all() {
        return byFolder.values();
    }
}
