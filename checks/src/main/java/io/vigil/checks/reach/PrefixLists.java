package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * What stands in prefix lists.
 *
 * @param entries from a list's id to its CIDR blocks
 */
public record PrefixLists(Map<String, Read<List<String>>> entries) {
    static final String OPERATION = "ec2:GetManagedPrefixListEntries";

    /** The ids whose entries count: those that rules and routes name. */
    public static Set<String> namedIn(List<SecurityGroup> groups, List<RouteTable> tables) {
        Set<String> ids = new TreeSet<>();
        for (SecurityGroup group : groups)
            Stream.concat(group.ipPermissions().stream(), group.ipPermissionsEgress().stream())
                    .flatMap(rule -> rule.prefixListIds().stream())
                    .map(PrefixListId::prefixListId)
                    .forEach(ids::add);
        for (RouteTable table : tables)
            table.routes().stream()
                    .filter(PrefixLists::counts)
                    .map(Route::destinationPrefixListId)
                    .forEach(ids::add);
        return ids;
    }

    /** A gateway endpoint takes the addresses of one AWS service out of the internet, which opens and closes nothing. */
    static boolean counts(Route route) {
        return route.destinationPrefixListId() != null
                && (route.gatewayId() == null || !route.gatewayId().startsWith("vpce-"));
    }

    Read<List<String>> of(String id) {
        Read<List<String>> known = entries.get(id);
        if (known != null) return known;
        return Read.missing(new Unread(
                UnreadReason.MALFORMED, OPERATION, null, "the entries of prefix list %s are not known".formatted(id)));
    }
}
