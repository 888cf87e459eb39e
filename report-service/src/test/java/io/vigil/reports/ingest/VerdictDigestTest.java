package io.vigil.reports.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.reports.ScriptedRun;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictDigestTest {
    private static final Verdict FAILS = verdict("name", Status.FAIL, "message", null);

    @Test
    void equalVerdictsHaveEqualOnes() {
        assertThat(of(verdict("name", Status.FAIL, "message", null))).isEqualTo(of(FAILS));
    }

    @Test
    void anyOtherWordMakesAnotherOne() {
        var unread = new Unread(UnreadReason.ACCESS_DENIED, null, null, "no");
        assertThat(List.of(
                        of(FAILS),
                        of(verdict("name2", Status.FAIL, "message", null)),
                        of(verdict("name", Status.PASS, "message", null)),
                        of(verdict("name", Status.FAIL, "messages", null)),
                        of(verdict("name", Status.UNDETERMINED, "message", unread)),
                        of(verdict(
                                "name",
                                Status.UNDETERMINED,
                                "message",
                                new Unread(UnreadReason.ACCESS_DENIED, null, "s3:Get", "no"))),
                        VerdictDigest.of(FAILS, "{}", "eu-central-1", "network"),
                        VerdictDigest.of(FAILS, "{\"a\":1}", "global", "network"),
                        VerdictDigest.of(FAILS, "{\"a\":1}", "eu-central-1", "account")))
                .doesNotHaveDuplicates();
    }

    @Test
    void noTextPassesForTwo() {
        assertThat(of(verdict("a4:FAIL", Status.FAIL, "b", null)))
                .isNotEqualTo(of(verdict("a", Status.FAIL, "4:FAILb", null)));
        assertThat(of(verdict("1:-", Status.FAIL, "-", null))).isNotEqualTo(of(verdict("-", Status.FAIL, "1:-", null)));
    }

    private static UUID of(Verdict verdict) {
        return VerdictDigest.of(verdict, "{\"a\":1}", "eu-central-1", "network");
    }

    private static Verdict verdict(String name, Status status, String message, @Nullable Unread unread) {
        return new Verdict(
                ScriptedRun.PORTS,
                Severity.HIGH,
                ScriptedRun.FRANKFURT,
                "sg-1",
                ScriptedRun.GROUP,
                name,
                status,
                message,
                Map.of("a", 1),
                unread);
    }
}
