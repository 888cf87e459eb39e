package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a control does not count, and who answers for it.
 *
 * @param level where it was decided
 * @param reason in somebody's own words
 * @param by the name of who decided it
 * @param reviewOn when it is to be looked at again; it does not end by itself
 * @param liftable whether a lower level may take it back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecidedOut(
        ControlId control,
        PackLevel level,
        String reason,
        String by,
        Instant since,
        @Nullable LocalDate reviewOn,
        boolean liftable) {}
