package io.vigil.checks.reach;

import java.util.List;

/** The ways from the internet to an instance: those that lead there, and where the others end. */
public record Reach(List<OpenPath> open, List<ClosedPath> closed) {

    /** Whether strangers can connect; that they can ping is no door. */
    public boolean letsStrangersIn() {
        return open.stream().anyMatch(path -> path.anyone() && !path.protocol().startsWith("icmp"));
    }
}
