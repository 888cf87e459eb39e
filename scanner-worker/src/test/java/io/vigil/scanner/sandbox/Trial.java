package io.vigil.scanner.sandbox;

import io.vigil.checks.ResourceType;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Unread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One scan of an account with calls that go wrong in one way. No resource type meets two of them, so that each thing
 * unknown has one cause and none hides another.
 */
final class Trial {
    final Disturbance.Way way;
    final AccountId account;
    final List<Disturbance> disturbances = new ArrayList<>();
    final Set<ResourceType<?>> types = new HashSet<>();

    Trial(Disturbance.Way way, AccountId account) {
        this.way = way;
        this.account = account;
    }

    boolean takes(Disturbance disturbance) {
        return disturbance.way() == way && disturbance.types().stream().noneMatch(types::contains);
    }

    void add(Disturbance disturbance) {
        disturbances.add(disturbance);
        types.addAll(disturbance.types());
    }

    Optional<Disturbance> explaining(Unread why) {
        return disturbances.stream().filter(each -> each.explains(why)).findFirst();
    }

    /** The one that a type meets. */
    String causeOf(String type) {
        return disturbances.stream()
                .filter(each -> each.types().stream().anyMatch(met -> met.name().equals(type)))
                .findFirst()
                .map(Disturbance::toString)
                .orElse(this + ", of which " + type + " meets none");
    }

    @Override
    public String toString() {
        return "%s of %s in %s"
                .formatted(
                        way, disturbances.stream().map(Disturbance::operation).toList(), account);
    }
}
