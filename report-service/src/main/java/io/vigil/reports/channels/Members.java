package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.people.AskPeople;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Locale;

/** To whom alerts may be mailed: the customer's own people, as they are by now. Others would be pestered in our name. */
@ApplicationScoped
class Members {
    private final AskPeople people;

    Members(AskPeople people) {
        this.people = people;
    }

    /** @throws UncheckedIOException when nobody says so now */
    boolean hold(TenantId tenant, String address) {
        return people.members(tenant).stream()
                .anyMatch(member -> !member.address().isEmpty()
                        && member.address().toLowerCase(Locale.ROOT).equals(address));
    }
}
