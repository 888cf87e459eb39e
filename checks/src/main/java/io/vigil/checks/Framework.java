package io.vigil.checks;

import io.vigil.contracts.CheckId;
import java.util.List;
import java.util.Optional;

/**
 * A standard, and which checks answer for which of its requirements.
 *
 * @param id such as {@code cis-aws-foundations-7.0}
 */
public record Framework(String id, String name, String version, List<Requirement> requirements) {

    /**
     * @param id the standard's own number
     * @param title our own short words, never the standard's text
     * @param manual what evidence people must give where no API shows it
     */
    public record Requirement(String id, String title, String section, List<CheckId> checks, Optional<String> manual) {}
}
