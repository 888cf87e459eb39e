package io.vigil.checks;

import io.vigil.checks.evaluate.Layout;
import java.util.HashMap;
import java.util.List;
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
    final class Struct implements Shape, Layout {
        private final String name;
        private final Supplier<Map<String, Member>> late;
        private volatile @Nullable Known known;

        /** In the order of the shape. */
        private record Known(Map<String, Member> byName, List<Member> all, Map<String, Integer> indexes) {
            static Known of(Map<String, Member> byName) {
                Map<String, Integer> indexes = new HashMap<>();
                for (String name : byName.keySet()) indexes.put(name, indexes.size());
                return new Known(byName, List.copyOf(byName.values()), indexes);
            }
        }

        Struct(String name, Supplier<Map<String, Member>> late) {
            this.name = name;
            this.late = late;
        }

        String name() {
            return name;
        }

        private Known known() {
            Known members = known;
            if (members == null) {
                members = Known.of(late.get());
                known = members;
            }
            return members;
        }

        Map<String, Member> members() {
            return known().byName();
        }

        @Override
        public int index(String member) {
            return known().indexes().getOrDefault(member, NONE);
        }

        Member member(int index) {
            return known().all().get(index);
        }

        int size() {
            return known().all().size();
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
