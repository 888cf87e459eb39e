package io.vigil.deploy.stack.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigil.deploy.stack.ServiceKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts real parts once a test JVM and gives a service its configuration. Use it as
 * <pre>{@code
 * @WithTestResource(value = StackResource.class, scope = GLOBAL, initArgs = {
 *     @ResourceArg(name = "service", value = "tenant-service"),
 *     @ResourceArg(name = "parts", value = "postgres,kafka")})
 * }</pre>
 * {@code parts} is {@code postgres,kafka} unless told; {@code keycloak} and {@code mail} are the others. Beside the
 * service's own configuration, {@code vigil.test.keys} is a folder with the private keys of all services
 * ({@code <service>.jwk.json}), so that a test can speak as any of them. With {@code keycloak} come
 * {@code vigil.test.demo.password}, {@code vigil.test.cli.secret} and {@code vigil.test.keycloak.admin.password}; with
 * {@code mail}, {@code vigil.test.mail.page} is where the caught mails are read.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
    private String service = "tenant-service";
    private List<String> parts = List.of("postgres", "kafka");

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
        if (!ServiceKeys.SERVICES.contains(service)) {
            throw new IllegalArgumentException(
                    "StackResource: service=" + service + " is none of " + ServiceKeys.SERVICES);
        }
        parts = Arrays.stream(
                        arguments.getOrDefault("parts", String.join(",", parts)).split(","))
                .map(String::strip)
                .toList();
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>();
        for (String part : parts) {
            configuration.putAll(TestStack.part(part, service));
        }
        configuration.putAll(TestStack.keys(service));
        return configuration;
    }

    /** Nothing: the parts end with the test JVM, so that the next test class finds them running. */
    @Override
    public void stop() {}
}
