package io.vigil.checks.aws.networkfirewall;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.networkfirewall.model.Firewall;
import software.amazon.awssdk.services.networkfirewall.model.FirewallPolicy;
import software.amazon.awssdk.services.networkfirewall.model.LogDestinationConfig;

/**
 * A network firewall, those that are being deleted left out.
 *
 * @param logDestinations where it writes which logs
 * @param policy that it does, which may be another account's
 */
public record NetworkFirewall(
        @Itself Firewall firewall, Read<List<LogDestinationConfig>> logDestinations, Read<FirewallPolicy> policy) {}
