package io.vigil.checks;

import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Derives the shapes of documents from records of ours and from the metadata of AWS's classes. */
final class Shapes {
    private static final Map<Class<?>, Struct> BY_CLASS = new ConcurrentHashMap<>();
    private static final Map<String, Struct> BY_NAME = new ConcurrentHashMap<>();

    private Shapes() {}

    static Struct of(Class<?> type) {
        Struct known = BY_CLASS.get(type);
        if (known != null) return known;
        Struct struct = type.isRecord()
                ? new Struct(type.getSimpleName(), () -> membersOfRecord(type))
                : new Struct(AwsShapes.name(type), () -> AwsShapes.members(type));
        Struct first = BY_CLASS.putIfAbsent(type, struct);
        if (first != null) return first;
        Struct other = BY_NAME.putIfAbsent(struct.name(), struct);
        if (other != null) throw new IllegalStateException("two shapes are called " + struct.name());
        return struct;
    }

    static Optional<Struct> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, Member> membersOfRecord(Class<?> type) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(Itself.class)) {
                AwsShapes.members(component.getType())
                        .forEach((name, member) -> members.put(name, member(component, member)));
                continue;
            }
            Type declared = component.getGenericType();
            Type read = argument(declared, Read.class);
            members.put(
                    component.getName(),
                    new Member(
                            component.getName(),
                            shape(read != null ? read : declared),
                            /* awsOwn */ false,
                            /* mayBeMissing */ read != null,
                            Set.of(),
                            holder -> call(component.getAccessor(), holder)));
        }
        return Collections.unmodifiableMap(members);
    }

    private static Member member(RecordComponent itself, Member member) {
        return new Member(
                member.name(),
                member.shape(),
                /* awsOwn */ true,
                /* mayBeMissing */ false,
                member.words(),
                holder -> {
                    Object aws = call(itself.getAccessor(), holder);
                    return aws == null ? null : member.of().apply(aws);
                });
    }

    private static Shape shape(Type type) {
        Type element = argument(type, List.class);
        if (element != null) return new ListOf(shape(element));
        Type optional = argument(type, Optional.class);
        if (optional != null) return new OptionalOf(shape(optional));
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class)
            return new MapOf(shape(map.getActualTypeArguments()[1]));
        if (!(type instanceof Class<?> raw)) throw new IllegalStateException("a document cannot hold a " + type);
        if (raw == String.class || raw.isEnum()) return Scalar.TEXT;
        if (raw == boolean.class || raw == Boolean.class) return Scalar.FLAG;
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) return Scalar.INTEGER;
        if (raw == double.class || raw == Double.class) return Scalar.DECIMAL;
        if (raw == Instant.class) return Scalar.TIME;
        if (raw == Object.class) return Scalar.ANY;
        if (raw.isRecord() || SdkPojo.class.isAssignableFrom(raw)) return of(raw);
        throw new IllegalStateException("a document cannot hold a " + type);
    }

    private static @Nullable Type argument(Type type, Class<?> of) {
        return type instanceof ParameterizedType generic && generic.getRawType() == of
                ? generic.getActualTypeArguments()[0]
                : null;
    }

    private static @Nullable Object call(Method accessor, Object holder) {
        try {
            return accessor.invoke(holder);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("cannot read " + accessor, broken);
        }
    }
}
