package io.vigil.reports.subscriptions;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.contracts.TenantId;
import io.vigil.reports.people.AskPeople;
import io.vigil.reports.people.Person;
import io.vigil.tenancy.InternalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks tenant-service for the mail address of whoever made a subscription, as it is by now. */
@ApplicationScoped
public class AskOwner {
    private final AskPeople people;

    AskOwner(
            InternalTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "vigil.tenant-service.url") Optional<URI> tenantService) {
        this.people = new AskPeople(tokens, json, tenantService);
    }

    /**
     * Empty for who is a member no more, and where tenant-service is not configured.
     *
     * @throws UncheckedIOException if it does not answer
     */
    public Optional<String> address(TenantId tenant, String subject) {
        if (subject.isEmpty()) return Optional.empty();
        return Stream.of(people.members(tenant), people.staff())
                .flatMap(all -> all.stream().filter(person -> person.subject().equals(subject)))
                .findFirst()
                .map(Person::address)
                .filter(address -> !address.isEmpty());
    }
}
