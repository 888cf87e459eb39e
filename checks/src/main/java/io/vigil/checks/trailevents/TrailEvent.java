package io.vigil.checks.trailevents;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event as CloudTrail writes it, made up to try filter patterns on: somebody with a role calls AWS from the internet,
 * and what is told beyond that replaces it.
 *
 * @param members values by path, such as {@code userIdentity.type}
 */
public record TrailEvent(Map<String, String> members) {
    private static final Pattern TOLD = Pattern.compile("([a-z0-9-]+):(\\w+)(?: \\((.+)\\))?");
    private static final Pattern MEMBER = Pattern.compile("([\\w.]+)=([^;]*)(?:; |$)");

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("eventVersion", "1.11"),
            Map.entry("userIdentity.type", "AssumedRole"),
            Map.entry("userIdentity.principalId", "AROAEXAMPLE:ida"),
            Map.entry("userIdentity.arn", "arn:aws:sts::111122223333:assumed-role/Administrator/ida"),
            Map.entry("userIdentity.accountId", "111122223333"),
            Map.entry("awsRegion", "eu-central-1"),
            Map.entry("sourceIPAddress", "198.51.100.7"),
            Map.entry("userAgent", "aws-cli/2.31.0"),
            Map.entry("requestID", "7f8b0b3c-6f0e-4d19-9a4b-0c5f2f5f7f10"),
            Map.entry("eventID", "1c7a7a5e-2d1e-4f6a-8a55-d7e0c7d9a0b2"),
            Map.entry("readOnly", "false"),
            Map.entry("eventType", "AwsApiCall"),
            Map.entry("managementEvent", "true"),
            Map.entry("recipientAccountId", "111122223333"),
            Map.entry("eventCategory", "Management"));

    /** Happens all day; an alarm that it raises is never silent and so tells nothing. */
    private static final TrailEvent EVERYDAY = of("ec2:DescribeInstances (readOnly=true)");

    public TrailEvent {
        members = Map.copyOf(members);
    }

    /**
     * @param told service and operation, then members that are not as usual: {@code kms:DisableKey}, {@code
     *     signin:ConsoleLogin (userIdentity.type=Root; eventType=AwsConsoleSignIn)}
     */
    public static TrailEvent of(String told) {
        Matcher parts = TOLD.matcher(told);
        if (!parts.matches()) throw new IllegalArgumentException("'%s' is not service:Operation".formatted(told));
        Map<String, String> members = new TreeMap<>(USUAL);
        members.put("eventSource", parts.group(1) + ".amazonaws.com");
        members.put("eventName", parts.group(2));
        if (parts.group(3) != null)
            MEMBER.matcher(parts.group(3)).results().forEach(member -> members.put(member.group(1), member.group(2)));
        return new TrailEvent(members);
    }

    /** Whether the pattern picks this event out of the many: it matches it, and not just everything. */
    public boolean isPickedBy(FilterPattern pattern) {
        return pattern.matches(this) && !pattern.matches(EVERYDAY);
    }

    Optional<String> value(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** Also of what has members itself. */
    boolean has(String member) {
        return members.containsKey(member) || members.keySet().stream().anyMatch(name -> name.startsWith(member + "."));
    }

    /** As the words of a pattern without braces see it. */
    String text() {
        StringBuilder text = new StringBuilder();
        members.forEach((name, value) -> text.append(name.substring(name.lastIndexOf('.') + 1))
                .append(": ")
                .append(value)
                .append('\n'));
        return text.toString();
    }
}
