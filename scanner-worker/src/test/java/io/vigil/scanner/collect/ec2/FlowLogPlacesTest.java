package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

class FlowLogPlacesTest {

    @Test
    void theShortestRuleThatMeetsTheFolderCounts() {
        assertThat(shortest(
                        r -> r.filter(f -> f.prefix("")).expiration(e -> e.days(400)),
                        r -> r.filter(f -> f.prefix("net/AWSLogs/111122223333/"))
                                .expiration(e -> e.days(90)),
                        r -> r.prefix("net/").expiration(e -> e.days(365)),
                        r -> r.filter(f -> f.prefix("tmp/")).expiration(e -> e.days(1))))
                .contains(90);
    }

    @Test
    void whatMovesOrGoesByTagsOrIsOffDeletesNothing() {
        assertThat(shortest(
                        r -> r.transitions(t -> t.days(30).storageClass("GLACIER")),
                        r -> r.filter(f -> f.tag(t -> t.key("a").value("b"))).expiration(e -> e.days(1)),
                        r -> r.filter(f -> f.and(a ->
                                        a.prefix("net/").tags(t -> t.key("a").value("b"))))
                                .expiration(e -> e.days(1)),
                        r -> r.expiration(e -> e.expiredObjectDeleteMarker(true)),
                        r -> r.status(ExpirationStatus.DISABLED).expiration(e -> e.days(1))))
                .isEmpty();
    }

    @Test
    void aFixedDayKeepsNothing() {
        assertThat(shortest(r -> r.expiration(e -> e.date(Instant.parse("2027-01-01T00:00:00Z")))))
                .contains(0);
    }

    @SafeVarargs
    private static Optional<Integer> shortest(Consumer<LifecycleRule.Builder>... rules) {
        List<LifecycleRule> all = Arrays.stream(rules)
                .map(each -> LifecycleRule.builder()
                        .status(ExpirationStatus.ENABLED)
                        .applyMutation(each)
                        .build())
                .toList();
        return FlowLogPlaces.shortest(all, "net/AWSLogs/");
    }
}
