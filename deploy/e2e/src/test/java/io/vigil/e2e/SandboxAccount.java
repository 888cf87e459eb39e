package io.vigil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An AWS account of a test's own: a copy of a demo account under another id, whose files the test edits. */
final class SandboxAccount {
    static final String ROLE = "VigilReadOnly";
    private static final String GROUPS = "eu-central-1/ec2/DescribeSecurityGroups.json";
    private static final String OPENED = "opened by a test";
    private static final String MSP_ACCOUNT = "999988887777";
    private static final AtomicLong NEXT = new AtomicLong(200_000_000_001L);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final String id;
    private final Path folder;

    private SandboxAccount(Platform platform, String id, Path folder) {
        this.platform = platform;
        this.id = id;
        this.folder = folder;
    }

    static SandboxAccount copyOf(Platform platform, String demoAccount) {
        String id = Long.toString(NEXT.getAndIncrement());
        Path from = platform.accounts().resolve(demoAccount);
        Path to = platform.accounts().resolve(id);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString().replace(demoAccount, id));
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.writeString(target, Files.readString(file).replace(demoAccount, id));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot copy account " + demoAccount, failed);
        }
        return new SandboxAccount(platform, id, to);
    }

    String id() {
        return id;
    }

    /** What the customer does by deploying the role: it trusts the provider's account with this ExternalId only. */
    void trust(String externalId) {
        ObjectNode trust = JSON.createObjectNode().put("Version", "2012-10-17");
        ObjectNode statement =
                trust.putArray("Statement").addObject().put("Effect", "Allow").put("Action", "sts:AssumeRole");
        statement.putObject("Principal").put("AWS", "arn:aws:iam::" + MSP_ACCOUNT + ":root");
        statement.putObject("Condition").putObject("StringEquals").put("sts:ExternalId", externalId);
        write("global/iam/trust/" + ROLE + ".json", trust);
    }

    /** What a customer does with the role as the API gives it in JSON: trust policy and permissions, to the letter. */
    void deploy(String role) {
        try {
            JsonNode given = JSON.readTree(role);
            write("global/iam/trust/" + ROLE + ".json", given.required("trustPolicy"));
            ArrayNode permissions = JSON.createArrayNode();
            given.required("policies").forEach(policy -> permissions.add(policy.required("document")));
            write("global/iam/permissions/" + ROLE + ".json", permissions);
        } catch (IOException noJson) {
            throw new UncheckedIOException("the role is no JSON: " + role, noJson);
        }
    }

    /** A trust policy without a condition. */
    void trustEverybodyOfTheProvider() {
        ObjectNode trust = JSON.createObjectNode().put("Version", "2012-10-17");
        ObjectNode statement =
                trust.putArray("Statement").addObject().put("Effect", "Allow").put("Action", "sts:AssumeRole");
        statement.putObject("Principal").put("AWS", "arn:aws:iam::" + MSP_ACCOUNT + ":root");
        write("global/iam/trust/" + ROLE + ".json", trust);
    }

    /** Changes a file as a person would with an editor. */
    void edit(String file, Consumer<JsonNode> change) {
        try {
            JsonNode content = JSON.readTree(folder.resolve(file).toFile());
            change.accept(content);
            write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot edit " + file, failed);
        }
    }

    /** Opens SSH to the internet in one group that had it closed; its id. */
    String openSsh() {
        String[] opened = new String[1];
        edit(GROUPS, content -> {
            JsonNode group = StreamSupport.stream(
                            content.required("SecurityGroups").spliterator(), false)
                    .filter(sg -> !sg.required("GroupName").asText().equals("default"))
                    .filter(sg -> !sg.required("IpPermissions").toString().contains("0.0.0.0/0"))
                    .findFirst()
                    .orElseThrow();
            opened[0] = group.required("GroupId").asText();
            ObjectNode rule = ((ArrayNode) group.required("IpPermissions"))
                    .addObject()
                    .put("IpProtocol", "tcp")
                    .put("FromPort", 22)
                    .put("ToPort", 22);
            rule.putArray("IpRanges").addObject().put("CidrIp", "0.0.0.0/0").put("Description", OPENED);
            rule.putArray("Ipv6Ranges");
            rule.putArray("PrefixListIds");
            rule.putArray("UserIdGroupPairs");
        });
        return opened[0];
    }

    /** Takes back what {@link #openSsh} did. */
    void closeSsh() {
        edit(
                GROUPS,
                content -> content.required("SecurityGroups").forEach(group -> {
                    var rules = group.required("IpPermissions").elements();
                    while (rules.hasNext()) if (rules.next().toString().contains(OPENED)) rules.remove();
                }));
    }

    private void write(String file, JsonNode content) {
        try {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Path fresh = Files.createTempFile(target.getParent(), "edit", ".tmp");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
            Files.move(fresh, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    /** Lets an operation of this account fail until {@link #heal}. */
    void fault(String service, String operation, String kind) {
        control("POST", Map.of("account", id, "service", service, "operation", operation, "kind", kind));
    }

    /** Slows every call of this account. */
    void delay(long millis) {
        control("POST", Map.of("account", id, "kind", "delay", "delayMillis", millis));
    }

    void heal() {
        control("DELETE", Map.of());
    }

    private void control(String method, Map<String, Object> body) {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(platform.sandbox() + "/_sandbox/faults"))
                                    .header("Content-Type", "application/json")
                                    .method(
                                            method,
                                            HttpRequest.BodyPublishers.ofString(
                                                    JSON.writeValueAsString(body), StandardCharsets.UTF_8))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) throw new AssertionError(response.statusCode() + " " + response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
