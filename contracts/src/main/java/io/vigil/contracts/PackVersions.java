package io.vigil.contracts;

/**
 * Which version of each level a pack was merged from, each counted from 1.
 *
 * @param msp 0 for the baseline that comes with Vigil
 * @param tenant 0 where the customer published none
 * @param account 0 where the account has none of its own
 */
public record PackVersions(long msp, long tenant, long account) {
    public static final PackVersions NONE = new PackVersions(0, 0, 0);

    /** Such as {@code baseline 3, customer 2, account 1}. */
    public String words() {
        String words = "baseline %d, customer %d".formatted(msp, tenant);
        return account == 0 ? words : words + ", account %d".formatted(account);
    }
}
