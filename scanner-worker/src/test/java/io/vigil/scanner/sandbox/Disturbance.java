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

import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.collect.Collectors;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One operation that goes wrong in one way. */
record Disturbance(String operation, Way way) {

    /** What collectors read page by page and the demo account has more than one page of, of two items each. */
    private static final Set<String> LISTS = Set.of(
            "cloudwatch:DescribeAlarms",
            "config:DescribeComplianceByConfigRule",
            "config:DescribeConfigRules",
            "ec2:DescribeFlowLogs",
            "ec2:DescribeImages",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSnapshots",
            "ec2:DescribeSubnets",
            "ec2:DescribeVolumes",
            "ec2:DescribeVpcs",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancers",
            "iam:GetAccountAuthorizationDetails",
            "inspector2:ListCisScanResultsAggregatedByTargetResource",
            "inspector2:ListCoverage",
            "kms:ListKeys",
            "lambda:ListFunctions",
            "logs:DescribeLogGroups",
            "logs:DescribeMetricFilters",
            "rds:DescribeDBInstances",
            "rds:DescribeDBMajorEngineVersions",
            "s3:ListBuckets",
            "securityhub:GetFindings",
            "ssm:DescribeInstanceInformation",
            "ssm:DescribeParameters",
            "ssm:ListResourceComplianceSummaries");

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
            return !passes() && !needsPages() && this != WRONG_TYPES;
        }

        /** Whether it shows in lists of several pages only. */
        boolean needsPages() {
            return this == DENIED_AFTER_THE_FIRST || this == MALFORMED_AFTER_THE_FIRST || this == SAME_PAGE_FOR_EVER;
        }
    }

    /** Whether it can happen at all: only what comes in pages breaks off between them. */
    boolean canHappen() {
        // an image's times are texts in EC2's own shapes, and any word is a text
        if (way == Way.WRONG_TYPES && operation.equals("ec2:DescribeImages")) return false;
        return !way.needsPages() || LISTS.contains(operation);
    }

    /** The units that can notice: nobody may call what no collector of theirs declares. */
    Set<UnitKind> kinds() {
        return Stream.of(UnitKind.GLOBAL, UnitKind.REGIONAL)
                .filter(kind -> ResourceTypes.of(kind).stream()
                        .flatMap(type -> Collectors.ALL.of(type).stream())
                        .anyMatch(collector -> collector.operations().contains(operation)))
                .collect(java.util.stream.Collectors.toSet());
    }

    Fault fault() {
        List<String> words = List.of(operation.split(":"));
        String service = SandboxFolders.of(words.getFirst());
        Fault fault = new Fault(
                null,
                null,
                service,
                words.getLast(),
                way.kind,
                way.needsPages() && way != Way.SAME_PAGE_FOR_EVER ? 1 : null,
                way.passes() ? way.times : null,
                way == Way.ANSWERED_TOO_LATE ? 60_000L : null);
        return fault;
    }

    boolean explains(Unread why) {
        if (!way.reasons.contains(why.reason())) return false;
        // an endpoint that is off is asked nothing more
        boolean named = way == Way.REGION_SWITCHED_OFF
                ? String.valueOf(why.operation()).startsWith(operation.substring(0, operation.indexOf(':') + 1))
                : operation.equals(why.operation());
        boolean denied =
                way == Way.DENIED || way == Way.EXPLICITLY_DENIED_BY_AN_SCP || way == Way.DENIED_AFTER_THE_FIRST;
        return named && Objects.equals(why.missingAction(), denied ? IamActions.of(operation) : null);
    }

    @Override
    public String toString() {
        return operation + " " + way;
    }
}
