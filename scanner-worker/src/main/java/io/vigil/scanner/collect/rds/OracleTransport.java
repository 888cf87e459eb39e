package io.vigil.scanner.collect.rds;

import io.vigil.checks.aws.rds.RequiredTransport;
import java.util.List;
import software.amazon.awssdk.services.rds.model.Option;
import software.amazon.awssdk.services.rds.model.OptionGroup;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;

/**
 * How Oracle encrypts connections: native network encryption can be demanded; the option SSL opens a port for TLS, and
 * the plain one stays open beside it.
 */
final class OracleTransport {
    private static final String SERVER = "SQLNET.ENCRYPTION_SERVER";

    private OracleTransport() {}

    static RequiredTransport of(List<OptionGroupMembership> memberships, List<OptionGroup> groups) {
        List<Option> options = groups.stream()
                .filter(group -> memberships.stream()
                        .anyMatch(each -> "in-sync".equals(each.status())
                                && String.valueOf(group.optionGroupName()).equals(each.optionGroupName())))
                .flatMap(group -> group.options().stream())
                .toList();
        boolean tlsPort = options.stream().anyMatch(option -> "SSL".equals(option.optionName()));
        boolean required = options.stream()
                .filter(option -> "NATIVE_NETWORK_ENCRYPTION".equals(option.optionName()))
                .flatMap(option -> option.optionSettings().stream())
                .anyMatch(setting ->
                        SERVER.equals(setting.name()) && "REQUIRED".equalsIgnoreCase(String.valueOf(setting.value())));
        if (required) return new RequiredTransport(true, tlsPort, SERVER + " is REQUIRED");
        return new RequiredTransport(
                false,
                tlsPort,
                tlsPort
                        ? "its option SSL leaves the plain port open, and no option demands encryption there"
                        : "no option in force demands encryption");
    }
}
