package io.vigil.checks.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.iam.ReadRole.Policy;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the formats of a role have in common. */
final class Texts {
    static final String PURPOSE = "Reads the configuration of this account for Vigil, no data, and changes nothing";

    /** Of a session, in seconds; AWS's shortest maximum, which is also all that is asked for. */
    static final int MAX_SESSION = 3600;

    private Texts() {}

    /** @param each from a policy's number, beginning with 1, and the policy */
    static String each(List<Policy> policies, BiFunction<Integer, Policy, String> each) {
        return IntStream.rangeClosed(1, policies.size())
                .mapToObj(number -> each.apply(number, policies.get(number - 1)))
                .collect(Collectors.joining());
    }

    static String indented(JsonNode json, int columns) {
        return Json.pretty(json).lines().map(line -> " ".repeat(columns) + line).collect(Collectors.joining("\n"));
    }
}
