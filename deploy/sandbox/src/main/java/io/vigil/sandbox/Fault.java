package io.vigil.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on request. Whatever of account, region, service and operation is absent matches all.
 *
 * @param service the service's folder, such as {@code ec2}
 * @param after how many calls go well first; absent = none
 * @param times how many calls it hits before it is over; absent = until it is taken away
 * @param delayMillis how long {@link Kind#DELAY} holds the answer back
 */
public record Fault(
        @Nullable String account,
        @Nullable String region,
        @Nullable String service,
        @Nullable String operation,
        Kind kind,
        @Nullable Integer after,
        @Nullable Integer times,
        @Nullable Long delayMillis) {

    /** What goes wrong; the JSON names are the lower-case ones. */
    public enum Kind {
        /** No policy allows it. */
        @JsonProperty("deny")
        DENY,
        /** A service control policy forbids it. */
        @JsonProperty("explicit-deny")
        EXPLICIT_DENY,
        /** No service control policy allows it. */
        @JsonProperty("not-allowed-by-scp")
        NOT_ALLOWED_BY_SCP,
        /** The role's permissions boundary does not allow it. */
        @JsonProperty("boundary-deny")
        BOUNDARY_DENY,
        /** The session's own policy does not allow it. */
        @JsonProperty("session-deny")
        SESSION_DENY,
        @JsonProperty("throttle")
        THROTTLE,
        /** The true answer, late. */
        @JsonProperty("delay")
        DELAY,
        @JsonProperty("error500")
        ERROR_500,
        /** The connection ends without an answer. */
        @JsonProperty("reset")
        RESET,
        /** The connection ends in the middle of the answer. */
        @JsonProperty("truncate")
        TRUNCATE,
        /** A complete answer that is not well-formed. */
        @JsonProperty("malformed")
        MALFORMED,
        /** A success without a body. */
        @JsonProperty("empty")
        EMPTY,
        /** Times in XML, lists and numbers in JSON are words. (The SDK takes a word for a flag as false.) */
        @JsonProperty("wrong-type")
        WRONG_TYPE,
        /** A list gives its first page for ever, each time with the same token; what is no list stays as it is. */
        @JsonProperty("endless")
        ENDLESS,
        /** A page of some proxy instead of AWS. */
        @JsonProperty("html200")
        HTML_200,
        @JsonProperty("html404")
        HTML_404,
        @JsonProperty("html500")
        HTML_500,
        @JsonProperty("expired-token")
        EXPIRED_TOKEN,
        /** A region that the account has not enabled. */
        @JsonProperty("region-off")
        REGION_OFF,
        /** The account has switched the region's STS off. */
        @JsonProperty("sts-off")
        STS_OFF,
        /** AWS finds the request signed a quarter of an hour and more ago. */
        @JsonProperty("clock-skew")
        CLOCK_SKEW,
        /** AWS finds the request signed in the future. */
        @JsonProperty("clock-ahead")
        CLOCK_AHEAD,
        /** The caller's key is none that AWS knows. */
        @JsonProperty("unknown-key")
        UNKNOWN_KEY,
        @JsonProperty("unknown-operation")
        UNKNOWN_OPERATION
    }

    public Fault {
        if (kind == null) {
            throw new IllegalArgumentException("a fault needs a kind");
        }
        if (after != null && after < 0) {
            throw new IllegalArgumentException("a fault's after is at least 0, not " + after);
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("a fault's times is at least 1, not " + times);
        }
        if (kind == Kind.DELAY && (delayMillis == null || delayMillis < 0)) {
            throw new IllegalArgumentException("a delay needs delayMillis of 0 or more, not " + delayMillis);
        }
    }

    /** A lasting fault of one operation in every account and region. */
    public static Fault of(Kind kind, String service, String operation) {
        return new Fault(null, null, service, operation, kind, null, null, null);
    }

    /** This fault, over after so many calls. */
    public Fault times(int calls) {
        return new Fault(account, region, service, operation, kind, after, calls, delayMillis);
    }

    /** This fault, once so many calls went well. */
    public Fault after(int calls) {
        return new Fault(account, region, service, operation, kind, calls, times, delayMillis);
    }

    /** This fault, in one account only. */
    public Fault in(String onlyAccount) {
        return new Fault(onlyAccount, region, service, operation, kind, after, times, delayMillis);
    }

    /** An operation that answers late, in every account and region. */
    public static Fault delay(String service, String operation, Duration delay) {
        return new Fault(null, null, service, operation, Kind.DELAY, null, null, delay.toMillis());
    }

    Optional<Duration> delay() {
        return Optional.ofNullable(delayMillis).map(Duration::ofMillis);
    }

    boolean hits(String itsAccount, String itsRegion, String itsService, String itsOperation) {
        return matches(account, itsAccount)
                && matches(region, itsRegion)
                && matches(service, itsService)
                && matches(operation, itsOperation);
    }

    private static boolean matches(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equalsIgnoreCase(actual);
    }
}
