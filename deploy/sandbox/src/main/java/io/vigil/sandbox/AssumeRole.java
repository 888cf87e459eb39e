package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives a session of a role to whom its trust policy names. A role that does not exist, a principal that is not trusted and a wrong
 * ExternalId get the same words, so that none can be told from the others.
 */
final class AssumeRole {
    /** Of an inline session policy; AWS measures the packed size on top, which no caller can compute. */
    static final int MAX_POLICY_CHARACTERS = 2_048;

    private static final Duration DEFAULT_DURATION = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration LONGEST_CHAINED = Duration.ofHours(1);
    private static final Pattern ROLE =
            Pattern.compile("arn:aws:iam::(\\d{12}):role/((?:[\\w+=,.@-]+/)*)([\\w+=,.@-]{1,64})");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccountFiles files;
    private final Sessions sessions;
    private final InstantSource clock;

    AssumeRole(AccountFiles files, Sessions sessions, InstantSource clock) {
        this.files = files;
        this.sessions = sessions;
        this.clock = clock;
    }

    ObjectNode assume(Call call) {
        var roleArn = call.text("RoleArn")
                .orElseThrow(
                        () -> invalid("Value null at 'roleArn' failed to satisfy constraint: Member must not be null"));
        var sessionName = call.text("RoleSessionName")
                .filter(name -> SESSION_NAME.matcher(name).matches())
                .orElseThrow(
                        () -> invalid(
                                "Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"));
        var duration = duration(call);
        var policy = sessionPolicy(call);
        var role = ROLE.matcher(roleArn);
        if (!role.matches()) {
            throw invalid(roleArn + " is invalid");
        }
        var account = role.group(1);
        var name = role.group(3);
        var trust = trust(account, name).orElseThrow(() -> denied(call, roleArn));
        if (!Trust.admits(trust, call.session(), externalId(call), call.region())) {
            throw denied(call, roleArn);
        }
        var id = "AROA" + Integer.toString(Math.abs(roleArn.hashCode()), 36).toUpperCase(java.util.Locale.ROOT);
        var session = new Session(
                sessions.newAccessKey(),
                sessions.newSecretKey(),
                Optional.of(sessions.newToken()),
                account,
                "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, name, sessionName),
                id + ":" + sessionName,
                permissions(account, name),
                policy,
                Optional.of(clock.instant().plus(duration)));
        sessions.add(session);
        return answer(session);
    }

    private Optional<JsonNode> trust(String account, String role) {
        return files.own(account, AccountFiles.GLOBAL, "iam", "trust", role + ".json")
                .or(() -> files.own(account, AccountFiles.GLOBAL, "iam", "GetRole", role + ".json")
                        .or(() -> files.own(account, AccountFiles.GLOBAL, "iam", "GetRole.json")
                                .map(roles -> roles.path(role)))
                        .map(found -> found.path("Role").path("AssumeRolePolicyDocument"))
                        .filter(JsonNode::isObject));
    }

    private List<PolicyDocument> permissions(String account, String role) {
        return files.own(account, AccountFiles.GLOBAL, "iam", "permissions", role + ".json")
                .map(found -> PolicyDocument.list(found).stream()
                        .map(PolicyDocument::parse)
                        .toList())
                .orElse(List.of());
    }

    private static Optional<PolicyDocument> sessionPolicy(Call call) {
        if (call.arguments().path("PolicyArns").size() > 0) {
            throw invalid("Session policies by ARN are not served by this sandbox");
        }
        return call.text("Policy").map(text -> {
            if (text.length() > MAX_POLICY_CHARACTERS) {
                throw invalid(
                        "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to "
                                + MAX_POLICY_CHARACTERS);
            }
            try {
                return PolicyDocument.parse(JSON.readTree(text));
            } catch (JsonProcessingException | BadData e) {
                throw new AwsError(
                        400,
                        "MalformedPolicyDocument",
                        "The policy is not in the valid JSON format: " + e.getMessage());
            }
        });
    }

    private static Duration duration(Call call) {
        var duration = call.text("DurationSeconds")
                .map(text -> Duration.ofSeconds(Scalars.whole(JsonNodeFactory.instance.textNode(text), Integer.SIZE)
                        .longValue()))
                .orElse(DEFAULT_DURATION);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw invalid(
                    "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: Member must have value between %d and %d"
                            .formatted(duration.toSeconds(), SHORTEST.toSeconds(), LONGEST.toSeconds()));
        }
        if (call.session().isAssumedRole() && duration.compareTo(LONGEST_CHAINED) > 0) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        return duration;
    }

    private static Optional<String> externalId(Call call) {
        var externalId = call.text("ExternalId");
        if (externalId.isPresent() && !EXTERNAL_ID.matcher(externalId.get()).matches()) {
            throw invalid(
                    "1 validation error detected: Value at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*");
        }
        return externalId;
    }

    private static ObjectNode answer(Session session) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.accessKey())
                .put("SecretAccessKey", session.secretKey())
                .put("SessionToken", session.token().orElseThrow())
                .put("Expiration", session.expires().orElseThrow().toString());
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", session.userId())
                .put("Arn", session.arn());
        return answer;
    }

    private static AwsError denied(Call call, String roleArn) {
        return new AwsError(
                403,
                "AccessDenied",
                "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                        .formatted(call.session().arn(), roleArn));
    }

    private static AwsError invalid(String text) {
        return new AwsError(400, "ValidationError", text);
    }
}
