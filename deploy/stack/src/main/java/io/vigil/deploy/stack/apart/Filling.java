package io.vigil.deploy.stack.apart;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the components of an event about one tenant are filled with: a value by the component's name, or else by its type.
 * What nobody gave is the tenant's own where it is an id, and something harmless where it is none.
 */
public final class Filling {
    private static final List<Object> HARMLESS = List.of(
            new AccountId("000000000000"),
            new Region("eu-central-1"),
            new CheckId("things-are-good"),
            new PackDigest("0".repeat(64)),
            EffectivePack.BASELINE,
            Instant.EPOCH,
            "x",
            1,
            1L,
            true);

    private final TenantId tenant;

    /** Whose ids are those that nobody gave. */
    private final TenantId origin;

    private final Map<Object, Object> given;
    private final Set<String> secrets;

    private Filling(TenantId tenant, TenantId origin, Map<Object, Object> given, Set<String> secrets) {
        this.tenant = tenant;
        this.origin = origin;
        this.given = given;
        this.secrets = secrets;
    }

    public static Filling of(TenantId tenant) {
        return new Filling(tenant, tenant, Map.of(), Set.of());
    }

    public TenantId tenant() {
        return tenant;
    }

    /** For every component of the value's class that has no value by its name. */
    public Filling with(Object value) {
        return with(value.getClass(), value, secrets);
    }

    public Filling named(String component, Object value) {
        return with(component, value, secrets);
    }

    /** As {@link #named}, of what nobody but this tenant can know: a stranger never comes with it. */
    public Filling secret(String component, Object value) {
        Set<String> more = new HashSet<>(secrets);
        more.add(component);
        return with(component, value, more);
    }

    private Filling with(Object key, Object value, Set<String> kept) {
        Map<Object, Object> more = new HashMap<>(given);
        more.put(key, value);
        return new Filling(tenant, origin, Map.copyOf(more), Set.copyOf(kept));
    }

    /** All that this one names, told by the stranger. */
    Filling toldBy(Filling stranger) {
        Map<Object, Object> told = new HashMap<>(given);
        for (String secret : secrets) {
            told.remove(secret);
            if (stranger.given.containsKey(secret)) told.put(secret, stranger.given.get(secret));
        }
        return new Filling(stranger.tenant, origin, Map.copyOf(told), secrets);
    }

    /** The stranger's own, each time with one thing of this one. */
    List<Filling> eachToldBy(Filling stranger) {
        List<Filling> each = new ArrayList<>();
        given.forEach((key, value) -> {
            if (!secrets.contains(key) && !value.equals(stranger.given.get(key)))
                each.add(stranger.with(key, value, stranger.secrets));
        });
        return each;
    }

    /** @param owner the record whose component it is */
    Optional<Object> find(Class<?> owner, String component, Class<?> type) {
        if (type == TenantId.class) return Optional.of(tenant);
        if (type == UUID.class) return Optional.of(own(owner.getSimpleName() + "." + component));
        return Optional.ofNullable(given.get(component))
                .filter(boxed(type)::isInstance)
                .or(() -> Optional.ofNullable(given.get(boxed(type))))
                .or(() -> type == Object.class ? Optional.of("x") : harmless(boxed(type)));
    }

    private static Optional<Object> harmless(Class<?> type) {
        return HARMLESS.stream().filter(type::isInstance).findFirst();
    }

    private UUID own(String name) {
        return UUID.nameUUIDFromBytes((origin + " " + name).getBytes(StandardCharsets.UTF_8));
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == int.class) return Integer.class;
        if (type == long.class) return Long.class;
        return type == boolean.class ? Boolean.class : type;
    }
}
