package io.vigil.checks.aws.ssm;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.ResourceComplianceSummaryItem;

/**
 * A machine that Systems Manager manages, in EC2 or elsewhere.
 *
 * @param patches whether it has the patches that its baseline wants, empty when it was never scanned for them
 * @param associations whether its associations were applied, empty when it has none
 * @param baselines whether it keeps to baselines of the customer's own ({@code Custom:…}), empty when it has none
 * @param inventory missing where Systems Manager gathers none
 * @param services missing too where the machine is no Windows: Systems Manager asks no others for them
 */
public record SsmManagedNode(
        @Itself InstanceInformation instance,
        Read<Optional<ResourceComplianceSummaryItem>> patches,
        Read<Optional<ResourceComplianceSummaryItem>> associations,
        Read<List<ResourceComplianceSummaryItem>> baselines,
        Read<NodeInventory> inventory,
        Read<List<NodeService>> services) {}
