package io.vigil.checks;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Shapes as types of the check language, so that a misspelt member is an error of the check, not of its first run. */
// the map only remembers what the shapes, fixed at class loading, would give again
@SuppressWarnings("Immutable")
final class LanguageTypes implements CelTypeProvider {
    static final LanguageTypes ALL = new LanguageTypes();

    private final Map<String, CelType> known = new ConcurrentHashMap<>();

    private LanguageTypes() {}

    static CelType of(Shape shape) {
        return switch (shape) {
            case Struct struct -> StructTypeReference.create(struct.name());
            case ListOf(Shape element) -> ListType.create(of(element));
            case MapOf(Shape value) -> MapType.create(SimpleType.STRING, of(value));
            case OptionalOf(Shape value) -> OptionalType.create(of(value));
            case Scalar.TEXT -> SimpleType.STRING;
            case Scalar.FLAG -> SimpleType.BOOL;
            case Scalar.INTEGER -> SimpleType.INT;
            case Scalar.DECIMAL -> SimpleType.DOUBLE;
            case Scalar.TIME -> SimpleType.TIMESTAMP;
            case Scalar.ANY -> SimpleType.DYN;
        };
    }

    /** A type of its own, not known by name to others. */
    static StructType struct(Struct struct) {
        return StructType.create(
                struct.name(),
                ImmutableSet.copyOf(struct.members().keySet()),
                member -> Optional.ofNullable(struct.members().get(member)).map(found -> of(found.shape())));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(known.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        CelType type = known.get(name);
        if (type != null) return Optional.of(type);
        Optional<CelType> found = Shapes.named(name).map(LanguageTypes::struct);
        found.ifPresent(each -> known.put(name, each));
        return found;
    }
}
