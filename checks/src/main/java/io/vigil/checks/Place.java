package io.vigil.checks;

/** Where a word stands; line and column count from 1. */
record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return "%s:%d:%d".formatted(file, line, column);
    }
}
