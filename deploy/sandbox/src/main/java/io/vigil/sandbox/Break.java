package io.vigil.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** Makes a fault of a call, in its service's own words. */
final class Break {
    private Break() {}

    static Outcome with(Fault fault, Call call, Instant now, Function<Call, WireResponse> truth)
            throws InterruptedException {
        var protocol = call.service().protocol();
        var action = IamActions.of(call.operation());
        return switch (fault.kind()) {
            case DENY ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "because no identity-based policy allows the " + action + " action");
            case EXPLICIT_DENY ->
                throw Refusals.accessDenied(
                        protocol, call.session().arn(), action, "with an explicit deny in a service control policy");
            case NOT_ALLOWED_BY_SCP ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "because no service control policy allows the " + action + " action");
            case BOUNDARY_DENY ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "because no permissions boundary allows the " + action + " action");
            case SESSION_DENY ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "because no session policy allows the " + action + " action");
            case STS_OFF -> throw Refusals.stsOff(call.session().account());
            case CLOCK_SKEW -> throw Refusals.signedTooLongAgo(now);
            case CLOCK_AHEAD -> throw Refusals.signedInTheFuture(now);
            case THROTTLE -> throw Refusals.throttled(protocol);
            case ERROR_500 -> throw Refusals.internal(protocol, "An internal error occurred");
            case EXPIRED_TOKEN -> throw Refusals.expiredCredentials(protocol);
            case REGION_OFF, UNKNOWN_KEY -> throw Refusals.unknownCredentials(protocol);
            case UNKNOWN_OPERATION ->
                throw Refusals.unknownOperation(call.service(), call.operation().name());
            case DELAY -> {
                Thread.sleep(fault.delay().orElseThrow());
                yield new Outcome.Reply(truth.apply(call));
            }
            case RESET -> new Outcome.Dropped();
            case TRUNCATE -> new Outcome.Truncated(truth.apply(call).toBreak());
            case MALFORMED -> new Outcome.Reply(truth.apply(call).cutInHalf());
            case EMPTY -> new Outcome.Reply(truth.apply(call).empty());
            case WRONG_TYPE -> new Outcome.Reply(truth.apply(call).wrongTyped());
            case ENDLESS -> new Outcome.Reply(truth.apply(call.endless()));
            case HTML_200 -> new Outcome.Reply(html(200, "Sign in"));
            case HTML_404 -> new Outcome.Reply(html(404, "Not Found"));
            case HTML_500 -> new Outcome.Reply(html(500, "Bad Gateway"));
        };
    }

    private static WireResponse html(int status, String title) {
        var page = "<!DOCTYPE html><html><head><title>%s</title></head><body><h1>%s</h1><hr/></body></html>"
                .formatted(title, title);
        return new WireResponse(status, "text/html", Map.of(), page.getBytes(StandardCharsets.UTF_8));
    }
}
