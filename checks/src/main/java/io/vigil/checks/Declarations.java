package io.vigil.checks;

import java.time.Instant;
import java.util.List;

/**
 * What a tenant declares for checks to compare with, read as {@code declared.<kind>}; a kind that is not declared makes
 * the checks that need it undetermined ({@code NOT_DECLARED}).
 *
 * @param shieldDecision whether the tenant wants Shield Advanced
 * @param approvedRegions where the tenant wants to work
 * @param contactDetails that the contact details of the account were read and found right
 * @param trustedDelegatedAdministrators accounts that may administer services for the whole organization
 * @param publicEndpoints the register of what may face the internet; what is not in it may not
 * @param publicAddresses the register of public IPv4 addresses; what is not in it may not be held
 * @param webAcls what web ACLs are to do
 * @param auditLogs how long the tenant keeps its audit trail
 * @param securityStandards which standards Security Hub is to check
 * @param keyTiers whose keys the classes of data need
 * @param endpointAgents which agents guard machines
 * @param approvedImages what instances may be started from
 * @param flowLogs how long the tenant keeps its flow logs
 * @param subnetTiers how its networks are laid out
 */
public record Declarations(
        Read<ShieldDecision> shieldDecision,
        Read<ApprovedRegions> approvedRegions,
        Read<Attestation> contactDetails,
        Read<TrustedAccounts> trustedDelegatedAdministrators,
        Read<List<PublicEndpoint>> publicEndpoints,
        Read<List<PublicAddress>> publicAddresses,
        Read<List<WebAclPolicy>> webAcls,
        Read<AuditLogs> auditLogs,
        Read<SecurityStandards> securityStandards,
        Read<KeyTiers> keyTiers,
        Read<List<EndpointAgent>> endpointAgents,
        Read<ApprovedImages> approvedImages,
        Read<FlowLogs> flowLogs,
        Read<List<SubnetTier>> subnetTiers) {

    /**
     * @param advanced true: the account is to have Shield Advanced; false: it deliberately goes without
     * @param reason in the tenant's own words
     */
    public record ShieldDecision(boolean advanced, String reason) {}

    /** @param regions such as {@code eu-central-1} */
    public record ApprovedRegions(List<String> regions) {}

    /** @param accounts twelve digits each */
    public record TrustedAccounts(List<String> accounts) {}

    /**
     * Somebody's word for what no API shows.
     *
     * @param attestedOn when it was looked at
     * @param validUntil when it must be looked at again
     * @param by a person or a role, in the tenant's own words
     */
    public record Attestation(Instant attestedOn, Instant validUntil, String by) {}

    /**
     * @param resource its name or ARN
     * @param owner who answers for it
     * @param purpose why it faces the internet
     * @param expires when the entry no longer counts
     */
    public record PublicEndpoint(String resource, String owner, String purpose, Instant expires) {}

    /**
     * @param address a public IPv4 address, or the id of an Elastic IP's allocation
     * @param owner who answers for it
     * @param purpose what it is for
     * @param expires when the entry no longer counts
     */
    public record PublicAddress(String address, String owner, String purpose, Instant expires) {}

    /**
     * @param webAcl name or ARN of the web ACL, {@code *} for all that have no entry of their own
     * @param defaultAction {@code ALLOW} or {@code BLOCK}
     * @param botControl the least level that is wanted: {@code NONE}, {@code COMMON} or {@code TARGETED}
     */
    public record WebAclPolicy(String webAcl, String defaultAction, String botControl) {}

    /** @param days that the events of CloudTrail are kept at least */
    public record AuditLogs(int days) {}

    /** @param names as in a standard's ARN, such as {@code aws-foundational-security-best-practices/v/1.0.0} */
    public record SecurityStandards(List<String> names) {}

    /**
     * @param tag whose value is the class of the data, such as {@code data-class}
     * @param classes each with what its data needs
     */
    public record KeyTiers(String tag, List<DataClass> classes) {}

    /**
     * @param name the tag's value, {@code *} for data of any other class or none
     * @param keyTier the least that is wanted: {@code NONE}, {@code AWS_OWNED}, {@code AWS_MANAGED},
     *     {@code CUSTOMER_MANAGED} or {@code CUSTOMER_HSM}
     */
    public record DataClass(String name, String keyTier) {}

    /**
     * One of the agents that may guard a machine; one on each is enough.
     *
     * @param platform {@code Linux}, {@code Windows} or {@code MacOS}
     * @param application how it begins in the inventory's list of applications
     * @param service Windows service that must run; empty where being installed is enough, as no API shows more
     */
    public record EndpointAgent(String platform, String application, String service) {}

    /**
     * @param images ids, such as {@code ami-0abcdef1234567890}
     * @param owners whose images are approved without a look at each: account ids or AWS's names for them, {@code amazon}
     *     or {@code aws-marketplace}
     */
    public record ApprovedImages(List<String> images, List<String> owners) {}

    /** @param days that flow logs are kept at least */
    public record FlowLogs(int days) {}

    /**
     * Subnets of one kind; a subnet that is of none is not as declared.
     *
     * @param tier what people call it
     * @param subnets their name, a pattern with {@code *} such as {@code *-data-*}, or one's id
     * @param route {@code PUBLIC} (to an internet gateway), {@code PRIVATE} (out to the internet only), {@code ISOLATED}
     * @param zones in how many availability zones it is at least, where a VPC has it
     */
    public record SubnetTier(String tier, String subnets, String route, int zones) {}
}
