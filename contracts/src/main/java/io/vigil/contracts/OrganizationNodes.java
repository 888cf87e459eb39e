package io.vigil.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of an organization's roots, units and accounts; no mail address is among what is read of them. */
public record OrganizationNodes(List<Unit> units, List<Member> members) {
    public static final OrganizationNodes NONE = new OrganizationNodes(List.of(), List.of());

    /**
     * A root or an organizational unit.
     *
     * @param id of AWS, such as {@code ou-ab12-34cd56ef} or {@code r-ab12}
     * @param parent absent for a root
     * @param name as strangers wrote it
     */
    public record Unit(String id, @Nullable String parent, String name) {}

    /**
     * An account.
     *
     * @param unit in which it lies
     * @param name as strangers wrote it
     */
    public record Member(AccountId account, String unit, String name, State state) {}

    /** How AWS keeps an account. */
    public enum State {
        ACTIVE,
        PENDING_ACTIVATION,
        SUSPENDED,
        PENDING_CLOSURE,
        CLOSED,
        /** One that AWS has added since. */
        UNKNOWN;

        /** Whether roles in it can be assumed. */
        public boolean isOpen() {
            return this == ACTIVE || this == UNKNOWN;
        }
    }
}
