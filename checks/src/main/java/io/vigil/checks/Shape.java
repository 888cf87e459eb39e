package io.vigil.checks;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The form of a value in a document: what the check language is typed by, and how a value is read and written. */
sealed interface Shape {

    enum Scalar implements Shape {
        TEXT,
        FLAG,
        INTEGER,
        DECIMAL,
        TIME,
        /** JSON of which nothing is known. */
        ANY
    }

    record ListOf(Shape element) implements Shape {}

    record MapOf(Shape value) implements Shape {}

    /** Written as the word {@code none} when it was read and there is none. */
    record OptionalOf(Shape value) implements Shape {
        static final String NONE = "none";

        public OptionalOf {
            if (value == Scalar.TEXT)
                throw new IllegalArgumentException("an optional text cannot tell 'none' from none");
        }
    }

    /** Members are looked up late, since AWS's shapes contain themselves. */
    final class Struct implements Shape {
        private final String name;
        private final Supplier<Map<String, Member>> late;
        private volatile @Nullable Map<String, Member> members;

        Struct(String name, Supplier<Map<String, Member>> late) {
            this.name = name;
            this.late = late;
        }

        String name() {
            return name;
        }

        Map<String, Member> members() {
            Map<String, Member> known = members;
            if (known == null) {
                known = late.get();
                members = known;
            }
            return known;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * @param awsOwn whether it is a member of an AWS shape: {@code UpperCamel}, and absent lists mean empty ones
     * @param mayBeMissing whether a collector may say that it could not be read
     * @param words the values that AWS's enum knows, empty for what is no enum
     */
    record Member(
            String name,
            Shape shape,
            boolean awsOwn,
            boolean mayBeMissing,
            Set<String> words,
            Function<Object, @Nullable Object> of) {}
}
