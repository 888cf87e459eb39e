package io.vigil.scanner.moto;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** Who may what in the account of {@link MotoAccount}: well and badly kept groups, roles and policies, and an organization. */
final class MotoIdentity {
    private static final String ACCOUNT = MotoAccount.ID;

    private final IamClient iam;
    private final OrganizationsClient organizations;

    private MotoIdentity(IamClient iam, OrganizationsClient organizations) {
        this.iam = iam;
        this.organizations = organizations;
    }

    static void build(MotoClients clients) {
        MotoIdentity identity = new MotoIdentity(
                clients.in("us-east-1", IamClient.builder()), clients.in("us-east-1", OrganizationsClient.builder()));
        identity.groups();
        identity.roles();
        identity.policies();
        identity.providers();
        identity.organization();
    }

    private void groups() {
        group("admins", allow("*", "*"));
        group("readers", allow("s3:Get*", "*"));
        iam.createUser(u -> u.userName("boss"));
        iam.addUserToGroup(g -> g.userName("boss").groupName("admins"));
        iam.createLoginProfile(l -> l.userName("boss").password("Correct-Horse-7-Battery"));
        iam.createAccessKey(k -> k.userName("boss"));
        iam.createAccessKey(k -> k.userName("boss"));
    }

    private void group(String name, String policy) {
        iam.createGroup(g -> g.groupName(name));
        iam.putGroupPolicy(p -> p.groupName(name).policyName("inline").policyDocument(policy));
    }

    private void roles() {
        String scheduler = "'Principal':{'Service':'scheduler.amazonaws.com'},'Action':'sts:AssumeRole'";
        role("scheduler-open", scheduler);
        role(
                "scheduler-bound",
                scheduler + ",'Condition':{'StringEquals':{'aws:SourceAccount':'%s'}}".formatted(ACCOUNT));
        String vendor = "'Principal':{'AWS':'arn:aws:iam::999988887777:root'},'Action':'sts:AssumeRole'";
        role("vendor", vendor + ",'Condition':{'StringEquals':{'sts:ExternalId':'one-of-ours'}}");
        role("vendor-open", vendor);
        role(
                "github",
                "'Principal':{'Federated':'arn:aws:iam::%s:oidc-provider/token.actions.githubusercontent.com'},'Action':'sts:AssumeRoleWithWebIdentity'"
                        .formatted(ACCOUNT));
        role("climber", "'Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'");
        inline("scheduler-bound", allow("states:StartExecution", "arn:aws:states:*:*:stateMachine:nightly"));
        inline("climber", allow("iam:Put*Policy", "arn:aws:iam::%s:role/*".formatted(ACCOUNT)));
    }

    private void role(String name, String trust) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(statement(trust)));
    }

    private void inline(String role, String policy) {
        iam.putRolePolicy(p -> p.roleName(role).policyName("inline").policyDocument(policy));
    }

    private void policies() {
        attached("all-keys", allow("kms:*", "*"));
        attached("all-trails", allow("cloudtrail:*", "*"));
        attached("any-role", allow("sts:Assume*", "arn:aws:iam::*:role/*"));
    }

    private void attached(String name, String policy) {
        String arn = iam.createPolicy(p -> p.policyName(name).policyDocument(policy))
                .policy()
                .arn();
        iam.attachRolePolicy(a -> a.roleName("vendor").policyArn(arn));
    }

    private void providers() {
        iam.createSAMLProvider(p -> p.name("corp").samlMetadataDocument("m".repeat(1024)));
        iam.uploadServerCertificate(c -> c.serverCertificateName("old-shop")
                .certificateBody("-----BEGIN CERTIFICATE-----")
                .privateKey("-----BEGIN RSA PRIVATE KEY-----"));
    }

    private void organization() {
        organizations.createOrganization(o -> o.featureSet(OrganizationFeatureSet.ALL));
        String root = organizations.listRoots().roots().getFirst().id();
        organizations.enablePolicyType(t -> t.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        String regions = organizations
                .createPolicy(p -> p.name("regions")
                        .description("closes all regions but one")
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content(
                                "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','NotAction':'iam:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}}]}"
                                        .replace('\'', '"')))
                .policy()
                .policySummary()
                .id();
        organizations.attachPolicy(p -> p.policyId(regions).targetId(root));
    }

    private static String allow(String action, String resource) {
        return statement("'Action':'%s','Resource':'%s'".formatted(action, resource));
    }

    private static String statement(String rest) {
        return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow',%s}]}"
                .formatted(rest)
                .replace('\'', '"');
    }
}
