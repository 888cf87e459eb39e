package io.vigil.checks.trailevents;

import java.util.List;
import java.util.Optional;

/** What a pattern asks of an event's members; a comparison with a member that the event does not have never holds. */
sealed interface Condition {

    boolean holds(TrailEvent event);

    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(TrailEvent event) {
            for (Condition part : parts) if (!part.holds(event)) return false;
            return true;
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(TrailEvent event) {
            for (Condition part : parts) if (part.holds(event)) return true;
            return false;
        }
    }

    /** @param wanted whether the member is to be there, or not */
    record Exists(String member, boolean wanted) implements Condition {
        @Override
        public boolean holds(TrailEvent event) {
            return event.has(member) == wanted;
        }
    }

    /** @param word TRUE, FALSE or NULL */
    record Is(String member, String word) implements Condition {
        @Override
        public boolean holds(TrailEvent event) {
            return event.value(member).filter(word::equalsIgnoreCase).isPresent();
        }
    }

    /** @param operator one of {@code = != < > <= >=} */
    record Compares(String member, String operator, String wanted) implements Condition {
        @Override
        public boolean holds(TrailEvent event) {
            Optional<String> value = event.value(member);
            if (value.isEmpty()) return false;
            return switch (operator) {
                case "=" -> FilterPattern.like(wanted, value.get());
                case "!=" -> !FilterPattern.like(wanted, value.get());
                default -> holds(number(value.get()), number(wanted));
            };
        }

        private boolean holds(Optional<Double> value, Optional<Double> limit) {
            if (value.isEmpty() || limit.isEmpty()) return false;
            int order = value.get().compareTo(limit.get());
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        private static Optional<Double> number(String text) {
            try {
                return Optional.of(Double.valueOf(text));
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
    }
}
