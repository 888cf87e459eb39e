package io.vigil.reports.alerts;

import io.vigil.reports.channels.Message.Happening;
import java.util.Map;

/**
 * Something that happened and may be told.
 *
 * @param facts by which a filter judges
 * @param rank what is told first has the lowest
 */
record Candidate(Map<String, Object> facts, int rank, Happening happening) {}
