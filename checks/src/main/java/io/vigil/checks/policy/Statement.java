package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.reach.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * One statement of a policy, read the safe way round: what is not understood counts as open, and a condition counts as
 * a restriction only when it is known to be one.
 *
 * @param number from 1, names a statement that has no Sid
 */
record Statement(JsonNode json, int number) {

    /**
     * Condition keys that hold a request to somebody or somewhere known, when compared positively. Names and tags of a
     * principal are not among them: strangers choose their own.
     */
    private static final Set<String> RESTRICTING = Set.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourcevpcarn",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
            "aws:userid",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "lambda:eventsourcetoken");

    private static final Set<String> POSITIVE =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress");

    private static final Pattern READ_ACTION = Pattern.compile("[a-z0-9-]+:(get|list|describe|head|batchget)[a-z0-9]*");

    /** Of a subscription to a topic: mailboxes of one domain, or one web server. */
    private static final Pattern KNOWN_ENDPOINT = Pattern.compile("(?:[^@]+@|https?://)[^*?@/]+(?:/.*)?");

    private static final Pattern ANY_ACCOUNT = Pattern.compile("arn:[a-z-]+:(?:iam|sts)::\\*:.*");

    /** Every object of a bucket; a folder of it is not enough. */
    private static final Pattern WHOLE_BUCKET = Pattern.compile("\\*|arn:[a-z-]+:s3:::[^/]*(\\*|/\\*)");

    static Statement of(JsonNode json, int number) {
        if (!json.isObject()) throw new IllegalArgumentException("statement %d is no object".formatted(number));
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny"))
            throw new IllegalArgumentException("statement %d has the effect '%s'".formatted(number, effect));
        return new Statement(json, number);
    }

    String name() {
        return json.path("Sid").asText().isEmpty()
                ? Integer.toString(number)
                : json.path("Sid").asText();
    }

    boolean letsAnyoneIn() {
        return allows() && (json.has("NotPrincipal") || mayNameEveryone(json.path("Principal"))) && !restricted();
    }

    /** The services that it lets in for whomever they act, or for whoever has a thing of some name. */
    List<String> openServices() {
        return allows() && !tellsWhose() ? texts(json.path("Principal").path("Service")) : List.of();
    }

    /** Anything but actions that only read. */
    boolean allowsWrite() {
        if (json.has("NotAction")) return true;
        return texts(json.path("Action")).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .anyMatch(action ->
                        !READ_ACTION.matcher(action.replaceFirst("\\*$", "")).matches());
    }

    boolean refusesPlainConnections() {
        return !allows()
                && namesEveryone(json.path("Principal"))
                && texts(json.path("Action")).stream()
                        .anyMatch(action -> action.equals("*") || action.equalsIgnoreCase("s3:*"))
                && texts(json.path("Resource")).stream()
                        .anyMatch(resource -> WHOLE_BUCKET.matcher(resource).matches())
                && meansPlainConnectionsOnly();
    }

    /** The key is in every request, so that IfExists changes nothing; any further condition lets some through. */
    private boolean meansPlainConnectionsOnly() {
        if (json.path("Condition").size() != 1) return false;
        Map.Entry<String, JsonNode> operator =
                json.path("Condition").properties().iterator().next();
        if (operator.getValue().size() != 1) return false;
        Map.Entry<String, JsonNode> key =
                operator.getValue().properties().iterator().next();
        String refused = switch (operator.getKey().toLowerCase(Locale.ROOT).replaceFirst("ifexists$", "")) {
            case "bool", "stringequals", "stringequalsignorecase", "stringlike" -> "false";
            case "stringnotequals", "stringnotequalsignorecase", "stringnotlike" -> "true";
            default -> "";
        };
        return !refused.isEmpty()
                && key.getKey().equalsIgnoreCase("aws:SecureTransport")
                && texts(key.getValue()).stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList()
                        .equals(List.of(refused));
    }

    /** Also without a resource, and where what is left out is not this one. */
    boolean covers(String arn) {
        if (json.has("NotResource"))
            return texts(json.path("NotResource")).stream().noneMatch(each -> Wildcard.matches(each, arn));
        return !json.has("Resource")
                || texts(json.path("Resource")).stream().anyMatch(each -> Wildcard.matches(each, arn));
    }

    boolean allows() {
        return json.path("Effect").asText().equals("Allow");
    }

    /** Some services write everyone as an ARN of any account, which IAM itself does not. */
    static boolean mayNameEveryone(JsonNode principal) {
        return namesEveryone(principal)
                || texts(principal.path("AWS")).stream()
                        .anyMatch(named -> ANY_ACCOUNT.matcher(named).matches());
    }

    static boolean namesEveryone(JsonNode principal) {
        if (principal.isTextual()) return principal.asText().equals("*");
        return texts(principal.path("AWS")).contains("*");
    }

    private boolean restricted() {
        return heldBy(Statement::restricts);
    }

    /**
     * Whether it says for which account, organization or network. A bucket's ARN does not: its name is nobody else's only as
     * long as the bucket is there, which is why AWS asks for {@code aws:SourceAccount} beside it.
     */
    boolean tellsWhose() {
        return heldBy((key, values) -> restricts(key, values) && values.stream().noneMatch(Statement::tellsNoAccount));
    }

    private boolean heldBy(BiPredicate<String, List<String>> restricts) {
        if (restrictedBy(restricts)) return true;
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties())
            if (plain(operator.getKey()).equals("bool") && reachesMountTargets(operator.getValue())) return true;
        return false;
    }

    /**
     * All operators and keys of a condition must hold, so one that restricts is enough.
     *
     * @param restricts of a key, in small letters, and the values that it is compared with positively
     */
    boolean restrictedBy(BiPredicate<String, List<String>> restricts) {
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
            if (!POSITIVE.contains(plain(operator.getKey()))) continue;
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties())
                if (restricts.test(key.getKey().toLowerCase(Locale.ROOT), texts(key.getValue()))) return true;
        }
        return false;
    }

    /** An IfExists condition also holds for a request that does not carry the key: no operator of ours. */
    private static String plain(String operator) {
        String name = operator.toLowerCase(Locale.ROOT);
        if (name.endsWith("ifexists") || name.startsWith("forallvalues:")) return "";
        return name.replaceFirst("^foranyvalue:", "");
    }

    /** Who mounts a file system by a mount target stands in its network; EFS itself calls such a policy not public. */
    private static boolean reachesMountTargets(JsonNode keys) {
        for (Map.Entry<String, JsonNode> key : keys.properties())
            if (key.getKey().equalsIgnoreCase("elasticfilesystem:AccessedViaMountTarget")
                    && texts(key.getValue()).equals(List.of("true"))) return true;
        return false;
    }

    static boolean restricts(String key, List<String> values) {
        if (values.isEmpty()) return false;
        if (key.equals("aws:sourceip")) return narrow(values);
        if (key.equals("sns:endpoint"))
            return values.stream()
                    .allMatch(value -> KNOWN_ENDPOINT.matcher(value).matches());
        return RESTRICTING.contains(key) && values.stream().allMatch(Statement::namesSomebody);
    }

    private static boolean narrow(List<String> ranges) {
        try {
            return !IpVersion.anyone(ranges);
        } catch (IllegalArgumentException noRange) {
            return false;
        }
    }

    /**
     * A star may stand in the last part of an ARN or of a user id, or behind the id of an organization, not for the account
     * or for who it is. What is told without an account is told by its whole name, since anybody can have one of another.
     */
    static boolean namesSomebody(String value) {
        String[] parts = value.split(":", /* limit */ 6);
        if (parts.length < 6) return !hasStar(parts[0].split("/", /* limit */ 2)[0]);
        if (!tellsNoAccount(parts)) return parts[4].matches("[0-9a-z-]+");
        return !hasStar(parts[2].equals("s3") ? parts[5].split("/", /* limit */ 2)[0] : parts[5]);
    }

    /** Whether it is an ARN that says what it is, and not whose. */
    static boolean tellsNoAccount(String value) {
        String[] parts = value.split(":", /* limit */ 6);
        return parts.length == 6 && tellsNoAccount(parts);
    }

    /** AWS's own examples also write a bucket as {@code arn:aws:s3:*:*:name}. */
    private static boolean tellsNoAccount(String[] arn) {
        return arn[4].isEmpty() || arn[2].equals("s3") && arn[4].equals("*") && !arn[5].contains("/");
    }

    private static boolean hasStar(String text) {
        return text.matches(".*[*?].*");
    }

    static List<String> texts(JsonNode node) {
        if (node.isValueNode()) return List.of(node.asText());
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
