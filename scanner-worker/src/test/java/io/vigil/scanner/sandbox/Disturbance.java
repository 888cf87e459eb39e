package io.vigil.scanner.sandbox;

import static io.vigil.contracts.UnreadReason.ACCESS_DENIED;
import static io.vigil.contracts.UnreadReason.CREDENTIALS_EXPIRED;
import static io.vigil.contracts.UnreadReason.EXPLICITLY_DENIED;
import static io.vigil.contracts.UnreadReason.MALFORMED;
import static io.vigil.contracts.UnreadReason.NOT_SUPPORTED;
import static io.vigil.contracts.UnreadReason.REGION_OFF;
import static io.vigil.contracts.UnreadReason.SERVICE_FAILED;
import static io.vigil.contracts.UnreadReason.THROTTLED;
import static io.vigil.contracts.UnreadReason.TIMED_OUT;
import static io.vigil.contracts.UnreadReason.TRUNCATED;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.Collectors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation that goes wrong in one way. */
record Disturbance(String operation, Way way) {
    private static final Map<ResourceType<?>, Set<String>> DECLARED = ResourceTypes.ALL.stream()
            .flatMap(type -> Collectors.ALL.of(type).stream())
            .collect(toMap(Collector::type, Collector::operations));

    /** Ways in which a call goes wrong, and what is then to be said of what it would have told. */
    enum Way {
        DENIED(Fault.Kind.DENY, ACCESS_DENIED),
        EXPLICITLY_DENIED_BY_AN_SCP(Fault.Kind.EXPLICIT_DENY, EXPLICITLY_DENIED),
        THROTTLED_FOR_EVER(Fault.Kind.THROTTLE, THROTTLED, TIMED_OUT),
        THROTTLED_TWICE(Fault.Kind.THROTTLE, 2),
        FAILED_FOR_EVER(Fault.Kind.ERROR_500, SERVICE_FAILED),
        FAILED_ONCE(Fault.Kind.ERROR_500, 1),
        RESET_FOR_EVER(Fault.Kind.RESET, SERVICE_FAILED),
        RESET_ONCE(Fault.Kind.RESET, 1),
        CUT_OFF_FOR_EVER(Fault.Kind.TRUNCATE, SERVICE_FAILED, MALFORMED),
        CUT_OFF_ONCE(Fault.Kind.TRUNCATE, 1),
        MALFORMED_ANSWER(Fault.Kind.MALFORMED, MALFORMED),
        EMPTY_ANSWER(Fault.Kind.EMPTY, MALFORMED),
        WRONG_TYPES(Fault.Kind.WRONG_TYPE, MALFORMED),
        SIGN_IN_PAGE(Fault.Kind.HTML_200, MALFORMED),
        PAGE_NOT_FOUND(Fault.Kind.HTML_404, MALFORMED),
        PROXY_BROKEN(Fault.Kind.HTML_500, SERVICE_FAILED),
        TOKEN_EXPIRED(Fault.Kind.EXPIRED_TOKEN, CREDENTIALS_EXPIRED),
        REGION_SWITCHED_OFF(Fault.Kind.REGION_OFF, REGION_OFF),
        OPERATION_UNKNOWN(Fault.Kind.UNKNOWN_OPERATION, NOT_SUPPORTED),
        ANSWERED_TOO_LATE(Fault.Kind.DELAY, TIMED_OUT),
        DENIED_AFTER_THE_FIRST(Fault.Kind.DENY, ACCESS_DENIED, TRUNCATED),
        MALFORMED_AFTER_THE_FIRST(Fault.Kind.MALFORMED, MALFORMED, TRUNCATED),
        SAME_PAGE_FOR_EVER(Fault.Kind.ENDLESS, TRUNCATED);

        private final Fault.Kind kind;
        private final Set<UnreadReason> reasons;
        private final int times;

        Way(Fault.Kind kind, UnreadReason... reasons) {
            this.kind = kind;
            this.reasons = Set.of(reasons);
            this.times = 0;
        }

        /** What passes before the last attempt changes nothing. */
        Way(Fault.Kind kind, int times) {
            this.kind = kind;
            this.reasons = Set.of();
            this.times = times;
        }

        boolean passes() {
            return times > 0;
        }

        /** Whether every call is hit and none of its answers can be understood. */
        boolean alwaysHides() {
            return !passes() && !sparesTheFirst() && this != SAME_PAGE_FOR_EVER && this != WRONG_TYPES;
        }

        /** Whether the first call goes well: the first page of a list, or the first of many things. */
        boolean sparesTheFirst() {
            return this == DENIED_AFTER_THE_FIRST || this == MALFORMED_AFTER_THE_FIRST;
        }

        /** Whether a list of a few things has to come in several pages. */
        boolean needsPages() {
            return sparesTheFirst() || this == SAME_PAGE_FOR_EVER;
        }

        boolean denies() {
            return this == DENIED || this == EXPLICITLY_DENIED_BY_AN_SCP || this == DENIED_AFTER_THE_FIRST;
        }

        /** Whether a verdict may give this reason. */
        boolean makes(UnreadReason reason) {
            return reasons.contains(reason);
        }

        /** One operation that goes wrong so, or, of no service, every one. */
        Fault fault(@Nullable String service, @Nullable String operation) {
            return new Fault(
                    null,
                    null,
                    service,
                    operation,
                    kind,
                    sparesTheFirst() ? 1 : null,
                    passes() ? times : null,
                    this == ANSWERED_TOO_LATE ? 60_000L : null);
        }
    }

    /** An image's times are texts in EC2's own shapes, and any word is a text. */
    boolean canHappen() {
        return way != Way.WRONG_TYPES || !operation.equals("ec2:DescribeImages");
    }

    /** What can notice: nobody may call what its collector does not declare; an endpoint that is off is off for all. */
    Set<ResourceType<?>> types() {
        return DECLARED.entrySet().stream()
                .filter(collector -> way == Way.REGION_SWITCHED_OFF
                        ? collector.getValue().stream().anyMatch(declared -> declared.startsWith(service()))
                        : collector.getValue().stream().anyMatch(this::hits))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** The sandbox keeps some services in one folder. */
    private boolean hits(String declared) {
        return SandboxFolders.ofOperation(declared).equals(SandboxFolders.ofOperation(operation));
    }

    /** With the colon. */
    private String service() {
        return operation.substring(0, operation.indexOf(':') + 1);
    }

    Fault fault() {
        List<String> words = List.of(operation.split(":"));
        return way.fault(SandboxFolders.of(words.getFirst()), words.getLast());
    }

    boolean explains(Unread why) {
        if (!way.makes(why.reason())) return false;
        // an endpoint that is off is asked nothing more
        String asked = why.operation();
        if (asked == null || !(way == Way.REGION_SWITCHED_OFF ? asked.startsWith(service()) : hits(asked)))
            return false;
        return Objects.equals(why.missingAction(), way.denies() ? IamActions.of(asked) : null);
    }

    @Override
    public String toString() {
        return operation + " " + way;
    }
}
