package io.vigil.tenancy;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the id types of the contracts from paths and queries, and whatever else a query holds that is no text. What is
 * impossible is 404 in a path, like every other address at which nothing is; in a query it is 400, by its name.
 */
@Provider
public class IdParameters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, ?>> IDS = Map.of(
            TenantId.class, TenantId::of,
            ScanId.class, ScanId::of,
            FindingId.class, FindingId::of,
            GrantId.class, GrantId::of,
            ExceptionId.class, ExceptionId::of,
            AttestationId.class, AttestationId::of,
            AccountId.class, AccountId::new,
            CheckId.class, CheckId::new,
            PackDigest.class, PackDigest::new,
            Region.class, Region::new);

    private static final Map<Class<?>, Function<String, ?>> PLAIN = Map.of(
            int.class, IdParameters::number,
            Integer.class, IdParameters::number,
            long.class, IdParameters::longNumber,
            Long.class, IdParameters::longNumber,
            boolean.class, IdParameters::truth,
            Boolean.class, IdParameters::truth);

    private static final Set<String> OF_QUERIES = Set.of("QueryParam", "RestQuery");

    /** What a query holds is impossible; {@link ProblemMappers} finds the name that it stands under. */
    static final class Impossible extends RuntimeException {
        private final String text;

        Impossible(String text, String why) {
            super(why);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the JAX-RS contract asks for null where there is no converter
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        boolean inQuery = Arrays.stream(annotations)
                .anyMatch(annotation ->
                        OF_QUERIES.contains(annotation.annotationType().getSimpleName()));
        Function<String, ?> parser = IDS.get(type);
        if (parser == null && inQuery) parser = type.isEnum() ? word(type) : PLAIN.get(type);
        return parser == null ? null : (ParamConverter<T>) new Converter(parser, inQuery);
    }

    private static Integer number(String text) {
        return Math.toIntExact(longNumber(text));
    }

    private static Long longNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("must be a whole number", none);
        }
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Function<String, ?> word(Class<?> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", "")));
    }

    private record Converter(Function<String, ?> parser, boolean inQuery) implements ParamConverter<Object> {
        @Override
        public @Nullable Object fromString(@Nullable String text) {
            if (text == null) return null;
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException | ArithmeticException impossible) {
                if (!inQuery) throw Problem.notFound("nothing is here");
                boolean tooLarge = impossible instanceof ArithmeticException;
                throw new Impossible(
                        text, tooLarge ? "is too large a number" : String.valueOf(impossible.getMessage()));
            }
        }

        @Override
        public String toString(Object value) {
            return value.toString();
        }
    }
}
