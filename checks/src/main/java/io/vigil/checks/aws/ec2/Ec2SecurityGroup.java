package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * A security group.
 *
 * @param interfaces how many network interfaces have it, those of AWS's services too
 * @param referringGroups how many other groups name it in a rule
 * @param functions how many Lambda functions have it; one that sleeps has no network interface
 * @param launches how many launch templates (as they start instances now) and launch configurations have it
 * @param prefixLists the entries of those that its rules name
 */
public record Ec2SecurityGroup(
        @Itself SecurityGroup securityGroup,
        Read<Integer> interfaces,
        Read<Integer> referringGroups,
        Read<Integer> functions,
        Read<Integer> launches,
        Read<List<PrefixListBlock>> prefixLists) {}
