package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/** What stands in prefix lists, the customer's and AWS's own; each is read once a unit, and only where something names it. */
final class PrefixListEntries {
    static final String OPERATION = "ec2:GetManagedPrefixListEntries";

    private static final int PAGE = 100;

    private PrefixListEntries() {}

    /** @return from each id to its CIDR blocks */
    static Map<String, Read<List<String>>> of(UnitScope scope, Collection<String> ids) throws InterruptedException {
        List<String> named = List.copyOf(ids);
        List<Read<List<String>>> read = scope.each(named, id -> blocks(scope, id));
        Map<String, Read<List<String>>> byId = new HashMap<>();
        for (int i = 0; i < named.size(); i++) byId.put(named.get(i), read.get(i));
        return Map.copyOf(byId);
    }

    private static Read<List<String>> blocks(UnitScope scope, String id) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        GetManagedPrefixListEntriesRequest.builder()
                                .prefixListId(id)
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::getManagedPrefixListEntriesPaginator,
                        GetManagedPrefixListEntriesResponse::entries)
                .whole()
                .map(all -> all.stream().map(PrefixListEntry::cidr).toList());
    }
}
