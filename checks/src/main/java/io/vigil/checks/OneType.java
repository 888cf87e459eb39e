package io.vigil.checks;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import java.util.Optional;

/**
 * A check's own type, its parameters, beside those of all documents. The library's provider that combines others copies
 * their types when it is made, so it would not find a document's type that nobody has asked for yet.
 */
final class OneType implements CelTypeProvider {
    private final StructType own;

    OneType(StructType own) {
        this.own = own;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.<CelType>builder()
                .add(own)
                .addAll(LanguageTypes.ALL.types())
                .build();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return name.equals(own.name()) ? Optional.of(own) : LanguageTypes.ALL.findType(name);
    }
}
