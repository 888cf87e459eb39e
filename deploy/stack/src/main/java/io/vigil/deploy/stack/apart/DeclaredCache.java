package io.vigil.deploy.stack.apart;

import io.vigil.contracts.TenantId;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/**
 * A field that keeps what was learned, as a module's list of them says.
 *
 * @param field its class and name, such as {@code io.vigil.scanner.aws.AwsSessions.sessions}
 * @param why in words, for people
 */
public record DeclaredCache(String field, Kind kind, String why) {

    public enum Kind {
        /** The key names the tenant. */
        TENANT,
        /** The key is what one person, one token or one tenant alone has. */
        OWNER,
        /** The key is all that the value was made from, so the same key has the same value for everybody. */
        CONTENT,
        /** It holds nothing of any tenant. */
        NOBODY,
        /** It lives no longer than one request, one unit or one transaction, which are one tenant's. */
        BRIEF;

        /** Whether one tenant could ask for what another's asking has left there. */
        public boolean isShared() {
            return this == TENANT || this == OWNER || this == CONTENT;
        }
    }

    /** @param list lines of {@code FIELD=KIND: WHY} */
    public static List<DeclaredCache> read(Path list) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(list)) {
            lines.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return lines.stringPropertyNames().stream()
                .map(field -> of(field, lines.getProperty(field)))
                .sorted(Comparator.comparing(DeclaredCache::field))
                .toList();
    }

    private static DeclaredCache of(String field, String said) {
        int colon = said.indexOf(':');
        if (colon < 0 || said.substring(colon + 1).isBlank())
            throw new IllegalArgumentException("%s=%s is not KIND: WHY".formatted(field, said));
        return new DeclaredCache(
                field,
                Kind.valueOf(said.substring(0, colon).strip().toUpperCase(Locale.ROOT)),
                said.substring(colon + 1).strip());
    }

    /** Whether the keys of two tenants differ although they name the same things; always so for a {@link Kind#TENANT}. */
    public boolean tellsTenantsApart() {
        TenantId one = new TenantId(UUID.randomUUID());
        TenantId other = new TenantId(UUID.randomUUID());
        Class<?> key = key();
        if (key == TenantId.class) return true;
        Object asked = new MakeRecord(Filling.of(one)).of(key);
        Object asAnother = new MakeRecord(Filling.of(one).toldBy(Filling.of(other))).of(key);
        return !asked.equals(asAnother);
    }

    private Class<?> key() {
        int dot = field.lastIndexOf('.');
        try {
            Field found = Class.forName(
                            field.substring(0, dot),
                            /* initialize */ false,
                            Thread.currentThread().getContextClassLoader())
                    .getDeclaredField(field.substring(dot + 1));
            return (Class<?>) ((ParameterizedType) found.getGenericType()).getActualTypeArguments()[0];
        } catch (ReflectiveOperationException gone) {
            throw new IllegalStateException(field, gone);
        }
    }
}
