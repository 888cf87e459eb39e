package io.vigil.scanner.collect.autoscaling;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.LaunchSettings;
import io.vigil.checks.aws.ec2.LaunchSettings.MetadataService;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** Reads from AWS's answers what an instance will get. */
final class LaunchParts {
    private LaunchParts() {}

    static LaunchSettings of(
            LaunchTemplate template,
            LaunchTemplateVersion version,
            List<String> startedBy,
            Read<MetadataService> fallback) {
        var data = version.launchTemplateData();
        boolean isDefault = version.versionNumber().equals(template.defaultVersionNumber());
        String name = (isDefault ? "default version " : "version ") + version.versionNumber();
        if (data == null) return new LaunchSettings(name, startedBy, /* publicAddress */ false, List.of(), fallback);
        var metadata = data.metadataOptions();
        return new LaunchSettings(
                name,
                startedBy,
                data.networkInterfaces().stream()
                        .anyMatch(each -> Boolean.TRUE.equals(each.associatePublicIpAddress())),
                Stream.concat(
                                data.securityGroupIds().stream(),
                                data.networkInterfaces().stream().flatMap(each -> each.groups().stream()))
                        .distinct()
                        .toList(),
                metadata == null
                        ? fallback
                        : metadataService(metadata.httpEndpointAsString(), metadata.httpTokensAsString(), fallback));
    }

    static LaunchSettings of(
            LaunchConfiguration configuration, List<String> startedBy, Read<MetadataService> fallback) {
        var metadata = configuration.metadataOptions();
        return new LaunchSettings(
                "launch configuration",
                startedBy,
                Boolean.TRUE.equals(configuration.associatePublicIpAddress()),
                configuration.securityGroups(),
                metadata == null
                        ? fallback
                        : metadataService(metadata.httpEndpointAsString(), metadata.httpTokensAsString(), fallback));
    }

    static MetadataService ofAccount(GetInstanceMetadataDefaultsResponse answer) {
        var account = answer.accountLevel();
        if (account == null || account.httpTokensAsString() == null)
            return account != null && "disabled".equals(account.httpEndpointAsString())
                    ? MetadataService.OFF
                    : MetadataService.NOT_SET;
        Read<MetadataService> told = metadataService(
                account.httpEndpointAsString(), account.httpTokensAsString(), Read.known(MetadataService.NOT_SET));
        return told instanceof Read.Known<MetadataService>(MetadataService known) ? known : MetadataService.NOT_SET;
    }

    private static Read<MetadataService> metadataService(
            @Nullable String endpoint, @Nullable String tokens, Read<MetadataService> fallback) {
        if ("disabled".equals(endpoint)) return Read.known(MetadataService.OFF);
        if ("required".equals(tokens)) return Read.known(MetadataService.V2_ONLY);
        if ("optional".equals(tokens)) return Read.known(MetadataService.V1_TOO);
        // the account's default switches nothing off that the launch switches on
        return endpoint == null
                ? fallback
                : fallback.map(known -> known == MetadataService.OFF ? MetadataService.NOT_SET : known);
    }
}
