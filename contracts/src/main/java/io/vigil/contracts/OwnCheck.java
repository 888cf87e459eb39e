package io.vigil.contracts;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A tenant's own check as its pack carries it.
 *
 * @param id {@code own-<the tenant's mark>-<name>}, so that it is neither one of the catalogue nor another tenant's
 * @param digest SHA-256 of the source
 * @param source YAML of the smaller dialect
 */
public record OwnCheck(CheckId id, String digest, String source) {
    /** No check of the catalogue begins so. */
    public static final String PREFIX = "own-";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,9}");
    private static final int MAX_NAME_CHARS = 60;
    private static final int MARK_CHARS = 10;

    public static OwnCheck of(CheckId id, String source) {
        return new OwnCheck(id, EventJson.digest(source), source);
    }

    /**
     * The id of a tenant's own check.
     *
     * @param name what the tenant calls it, kebab-case, such as {@code buckets-have-an-owner}; its whole id does too
     * @throws IllegalArgumentException if it cannot be a name
     */
    public static CheckId id(TenantId tenant, String name) {
        String own = prefix(tenant);
        String bare = name.startsWith(own) ? name.substring(own.length()) : name;
        if (bare.length() > MAX_NAME_CHARS || !NAME.matcher(bare).matches())
            throw new IllegalArgumentException(
                    "'%s' is no name of a check: at most %d characters, kebab-case".formatted(name, MAX_NAME_CHARS));
        return new CheckId(own + bare);
    }

    /** Whether the id is an own check's, of whichever tenant. */
    public static boolean isOwn(CheckId id) {
        return id.value().startsWith(PREFIX);
    }

    /** Whether the id is an own check's of somebody else than the tenant. */
    public static boolean isOfOthers(TenantId tenant, CheckId id) {
        return isOwn(id) && !id.value().startsWith(prefix(tenant));
    }

    /** The digits of a tenant's id by which its own checks can be told from another's; the last ones are random. */
    public static String mark(TenantId tenant) {
        String digits = tenant.toString().replace("-", "").toLowerCase(Locale.ROOT);
        return digits.substring(digits.length() - MARK_CHARS);
    }

    private static String prefix(TenantId tenant) {
        return PREFIX + mark(tenant) + "-";
    }
}
