package io.vigil.tenancy;

import io.vigil.contracts.AccountId;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the id types of the contracts from paths and queries: an impossible id in a path is 404, in a query 400. */
@Provider
public class IdParameters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.of(
            TenantId.class, TenantId::of,
            ScanId.class, ScanId::of,
            FindingId.class, FindingId::of,
            GrantId.class, GrantId::of,
            ExceptionId.class, ExceptionId::of,
            AccountId.class, AccountId::new,
            CheckId.class, CheckId::new,
            PackDigest.class, PackDigest::new,
            Region.class, Region::new);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the JAX-RS contract asks for null where there is no converter
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, ?> parser = PARSERS.get(type);
        if (parser == null) return null;
        boolean inPath = Arrays.stream(annotations)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().endsWith("PathParam"));
        return (ParamConverter<T>) new Converter(parser, inPath);
    }

    private record Converter(Function<String, ?> parser, boolean inPath) implements ParamConverter<Object> {
        @Override
        public @Nullable Object fromString(@Nullable String text) {
            if (text == null) return null;
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException impossible) {
                if (inPath) throw Problem.notFound("nothing is here");
                throw Problem.badRequest(String.valueOf(impossible.getMessage()));
            }
        }

        @Override
        public String toString(Object id) {
            return id.toString();
        }
    }
}
