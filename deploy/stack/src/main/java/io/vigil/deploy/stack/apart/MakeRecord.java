package io.vigil.deploy.stack.apart;

import io.vigil.contracts.TenantId;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes records by reflection over their components, so that one that is added later is made as well. */
final class MakeRecord {
    private static final List<Integer> NUMBERS = List.of(0, 1, 2);

    private final Filling filling;

    MakeRecord(Filling filling) {
        this.filling = filling;
    }

    /**
     * Filled as far as the record permits: what may be absent is left out where it is refused.
     *
     * @throws IllegalStateException naming the component for which there is no value, or the record that refuses all
     */
    <R> R of(Class<R> type) {
        @Nullable Object[] values = values(type);
        return construct(type, values)
                .or(() -> construct(type, withoutAbsent(type, values)))
                .orElseThrow(() -> new IllegalStateException(
                        "%s refuses %s; give it values that it takes".formatted(type, Arrays.toString(values))));
    }

    /** The record, and once more for each other state, small number and absence that it permits. */
    <R> Set<R> each(Class<R> type) {
        Set<R> each = new LinkedHashSet<>(List.of(of(type)));
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++)
            for (@Nullable Object other : others(components[i]).toList()) {
                @Nullable Object[] values = values(type);
                values[i] = other;
                construct(type, values).ifPresent(each::add);
            }
        return each;
    }

    /** The record without a tenant; empty unless it may be without. */
    <R> Optional<R> ofNobody(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getType() != TenantId.class || !mayBeAbsent(components[i])) continue;
            @Nullable Object[] values = values(type);
            values[i] = null;
            return construct(type, values);
        }
        return Optional.empty();
    }

    private static Stream<@Nullable Object> others(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) return Stream.of(type.getEnumConstants());
        if (type == int.class) return NUMBERS.stream().map(number -> number);
        if (type == boolean.class) return Stream.of(false, true);
        if (mayBeAbsent(component) && type != TenantId.class) return Stream.of((@Nullable Object) null);
        return Stream.of();
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private @Nullable Object[] values(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> value(type, component.getName(), component.getGenericType()))
                .toArray();
    }

    private @Nullable Object[] withoutAbsent(Class<?> type, @Nullable Object[] values) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] fewer = values.clone();
        for (int i = 0; i < components.length; i++) if (mayBeAbsent(components[i])) fewer[i] = null;
        return fewer;
    }

    private Object value(Class<?> owner, String component, Type type) {
        Class<?> raw = type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
        Optional<Object> found = filling.find(owner, component, raw);
        if (found.isPresent()) return found.get();
        if (raw.isEnum()) return raw.getEnumConstants()[0];
        if (raw.isRecord()) return of(raw);
        if (type instanceof ParameterizedType generic) {
            List<Object> arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> value(owner, component + " of", argument))
                    .toList();
            if (raw == Optional.class) return Optional.of(arguments.getFirst());
            if (raw == Map.class) return Map.of(arguments.getFirst(), arguments.getLast());
            if (Collection.class.isAssignableFrom(raw)) return List.copyOf(arguments);
        }
        throw new IllegalStateException(
                "no value for %s of %s: give one to the filling".formatted(component, owner.getName()));
    }

    /** Empty where the record refuses the values. */
    private static <R> Optional<R> construct(Class<R> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return Optional.of(canonical.newInstance(values));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException) return Optional.empty();
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException unmade) {
            throw new IllegalStateException(unmade);
        }
    }
}
