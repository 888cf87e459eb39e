package io.vigil.reports.dryruns;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check would have said of the last inventory.
 *
 * @param summary one sentence, such as "It would have failed 14 of 212 resources."
 * @param oldest when the part of the inventory was read that is the oldest; null when there was nothing to judge
 * @param judged how many resources of its types were judged
 * @param notKept resources that could not be judged, since their documents were too large to be kept
 * @param complete false when it took too long, and only a part was judged
 * @param examples those that fail, then those that could not be determined
 */
public record DryRun(
        CheckId check,
        String title,
        String summary,
        @Nullable Instant oldest,
        int judged,
        Counts counts,
        int notKept,
        boolean complete,
        List<Example> examples) {

    public record Counts(int pass, int fail, int notApplicable, int undetermined) {}

    public record Example(
            AccountId account,
            Region region,
            String resource,
            String resourceType,
            String resourceName,
            Status status,
            String message) {}
}
