package io.vigil.scanner.moto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.OperationType;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateVirtualMfaDeviceResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;

/**
 * An account with one good and one bad thing of each kind, made by the SDK's own calls. {@link #ids} has what moto
 * named, by the name that the tests use.
 */
final class MotoAccount {
    static final String ID = "123456789012";
    static final String REGION = "eu-central-1";
    static final String OTHER_REGION = "us-east-1";

    /** AWS names most things itself: ours → its. */
    final Map<String, String> ids = new TreeMap<>();

    private final MotoClients clients;

    private MotoAccount(MotoClients clients) {
        this.clients = clients;
    }

    static MotoAccount build(MotoClients clients) {
        MotoAccount account = new MotoAccount(clients);
        account.people();
        MotoIdentity.build(clients);
        account.keys();
        account.buckets();
        account.trail();
        account.network();
        account.machines();
        MotoDatabases.build(clients);
        account.applications();
        MotoFront.build(clients, account.ids);
        MotoMessaging.build(clients);
        MotoContainers.network(clients, account.ids);
        MotoStores.build(clients, account.ids);
        MotoData.build(clients, account.ids);
        MotoContainers.build(clients, account.ids);
        MotoWatchers.build(clients, account);
        MotoReach.build(clients, account.ids);
        MotoNetwork.build(clients, account.ids);
        return account;
    }

    private void people() {
        IamClient iam = clients.in("us-east-1", IamClient.builder());
        iam.updateAccountPasswordPolicy(p -> p.minimumPasswordLength(14)
                .passwordReusePrevention(24)
                .requireLowercaseCharacters(true)
                .requireUppercaseCharacters(true)
                .requireNumbers(true)
                .requireSymbols(true));
        for (String name : List.of("console-mfa", "console-no-mfa", "machine")) iam.createUser(u -> u.userName(name));
        for (String name : List.of("console-mfa", "console-no-mfa"))
            iam.createLoginProfile(l -> l.userName(name).password("Correct-Horse-7-Battery"));
        CreateVirtualMfaDeviceResponse mfa = iam.createVirtualMFADevice(m -> m.virtualMFADeviceName("phone"));
        iam.enableMFADevice(m -> m.userName("console-mfa")
                .serialNumber(mfa.virtualMFADevice().serialNumber())
                .authenticationCode1("123456")
                .authenticationCode2("654321"));
        iam.createAccessKey(k -> k.userName("machine"));
        Map.of("everything", "*", "one-bucket", "arn:aws:s3:::x/*", "unused-everything", "*")
                .forEach((name, resource) -> {
                    String action = resource.equals("*") ? "*" : "s3:GetObject";
                    String arn = iam.createPolicy(p -> p.policyName(name).policyDocument(policy(action, resource)))
                            .policy()
                            .arn();
                    if (!name.startsWith("unused"))
                        iam.attachUserPolicy(a -> a.userName("machine").policyArn(arn));
                });
    }

    private void keys() {
        KmsClient kms = clients.in(REGION, KmsClient.builder());
        ids.put(
                "key-rotated",
                kms.createKey(k -> k.description("rotated")).keyMetadata().keyId());
        ids.put(
                "key-still",
                kms.createKey(k -> k.description("still")).keyMetadata().keyId());
        kms.enableKeyRotation(k -> k.keyId(ids.get("key-rotated")));
    }

    private void buckets() {
        S3Client s3 = clients.in(REGION, S3Client.builder());
        for (String name : List.of("bucket-open", "bucket-shut", "bucket-logs"))
            s3.createBucket(b -> b.bucket(name).createBucketConfiguration(c -> c.locationConstraint(REGION)));
        s3.putBucketPolicy(p -> p.bucket("bucket-open").policy("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-open/*"}]}"""));
        s3.putPublicAccessBlock(p -> p.bucket("bucket-shut")
                .publicAccessBlockConfiguration(b -> b.blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)));
        s3.putBucketVersioning(v -> v.bucket("bucket-shut").versioningConfiguration(c -> c.status("Enabled")));
        s3.putBucketPolicy(p -> p.bucket("bucket-shut").policy("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::bucket-shut","arn:aws:s3:::bucket-shut/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""));
        s3.putBucketPolicy(p -> p.bucket("bucket-logs").policy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::bucket-logs/*"}]}"""));
    }

    private void trail() {
        CloudTrailClient cloudtrail = clients.in(REGION, CloudTrailClient.builder());
        cloudtrail.createTrail(t -> t.name("trail")
                .s3BucketName("bucket-logs")
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableLogFileValidation(true));
        cloudtrail.putEventSelectors(t -> t.trailName("trail")
                .eventSelectors(e -> e.readWriteType(ReadWriteType.ALL).includeManagementEvents(true)));
        cloudtrail.startLogging(t -> t.name("trail"));
    }

    private void network() {
        Ec2Client ec2 = clients.in(REGION, Ec2Client.builder());
        String vpc = ec2.createVpc(v -> v.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        ids.put("vpc-watched", vpc);
        ids.put("vpc-dark", ec2.createVpc(v -> v.cidrBlock("10.2.0.0/16")).vpc().vpcId());
        ec2.createFlowLogs(f -> f.resourceIds(vpc)
                .resourceType("VPC")
                .trafficType(TrafficType.ALL)
                .logDestinationType("s3")
                .logDestination("arn:aws:s3:::bucket-logs"));
        group(ec2, vpc, "ssh-open-v4", r -> r.fromPort(22).toPort(22).ipRanges(i -> i.cidrIp("0.0.0.0/0")));
        group(ec2, vpc, "rdp-open-v6", r -> r.fromPort(3389).toPort(3389).ipv6Ranges(i -> i.cidrIpv6("::/0")));
        group(ec2, vpc, "ssh-office", r -> r.fromPort(22).toPort(22).ipRanges(i -> i.cidrIp("203.0.113.0/24")));
        ids.put("eip-idle", ec2.allocateAddress(a -> a.domain("vpc")).allocationId());
    }

    private void group(Ec2Client ec2, String vpc, String name, java.util.function.Consumer<IpPermission.Builder> rule) {
        String id = ec2.createSecurityGroup(
                        g -> g.groupName(name).description(name).vpcId(vpc))
                .groupId();
        ids.put(name, id);
        ec2.authorizeSecurityGroupIngress(a -> a.groupId(id).ipPermissions(p -> rule.accept(p.ipProtocol("tcp"))));
    }

    private void machines() {
        Ec2Client ec2 = clients.in(REGION, Ec2Client.builder());
        String image = ec2.describeImages().images().getFirst().imageId();
        for (HttpTokensState tokens : List.of(HttpTokensState.REQUIRED, HttpTokensState.OPTIONAL))
            ids.put(
                    "instance-tokens-" + tokens,
                    ec2.runInstances(r -> r.imageId(image)
                                    .instanceType(InstanceType.T3_MICRO)
                                    .minCount(1)
                                    .maxCount(1)
                                    .userData("c2VjcmV0LXBhc3N3b3Jk")
                                    .metadataOptions(m -> m.httpTokens(tokens).httpEndpoint("enabled")))
                            .instances()
                            .getFirst()
                            .instanceId());
        for (boolean encrypted : List.of(true, false)) {
            String volume = ec2.createVolume(
                            v -> v.availabilityZone(REGION + "a").size(8).encrypted(encrypted))
                    .volumeId();
            ids.put("volume-encrypted-" + encrypted, volume);
            ids.put(
                    "snapshot-public-" + !encrypted,
                    ec2.createSnapshot(s -> s.volumeId(volume)).snapshotId());
        }
        ec2.modifySnapshotAttribute(m -> m.snapshotId(ids.get("snapshot-public-true"))
                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                .operationType(OperationType.ADD)
                .groupNames("all"));
        for (String name : List.of("image-open", "image-shut"))
            ids.put(
                    name,
                    ec2.createImage(i -> i.instanceId(ids.get("instance-tokens-required"))
                                    .name("moto-" + name))
                            .imageId());
        ec2.modifyImageAttribute(m -> m.imageId(ids.get("image-open"))
                .attribute("launchPermission")
                .operationType(OperationType.ADD)
                .userGroups("all"));
    }

    private void applications() {
        Ec2Client ec2 = clients.in(REGION, Ec2Client.builder());
        List<String> subnets = ec2.describeSubnets().subnets().stream()
                .filter(Subnet::defaultForAz)
                .limit(2)
                .map(Subnet::subnetId)
                .toList();
        ElasticLoadBalancingV2Client elb = clients.in(REGION, ElasticLoadBalancingV2Client.builder());
        for (String name : List.of("front-bare", "front-filtered")) {
            String arn = elb.createLoadBalancer(
                            l -> l.name(name).subnets(subnets).scheme(LoadBalancerSchemeEnum.INTERNET_FACING))
                    .loadBalancers()
                    .getFirst()
                    .loadBalancerArn();
            ids.put(name, arn);
            elb.createListener(l -> l.loadBalancerArn(arn)
                    .port(80)
                    .protocol(ProtocolEnum.HTTP)
                    .defaultActions(
                            a -> a.type(ActionTypeEnum.FIXED_RESPONSE).fixedResponseConfig(f -> f.statusCode("200"))));
        }
        Wafv2Client waf = clients.in(REGION, Wafv2Client.builder());
        String acl = waf.createWebACL(w -> w.name("filter")
                        .scope(Scope.REGIONAL)
                        .defaultAction(d -> d.allow(a -> {}))
                        .visibilityConfig(v -> v.metricName("filter")
                                .sampledRequestsEnabled(true)
                                .cloudWatchMetricsEnabled(true))
                        .rules(
                                managed("sqli", 0, "AWSManagedRulesSQLiRuleSet", /* counts */ false),
                                managed("common", 1, "AWSManagedRulesCommonRuleSet", /* counts */ true)))
                .summary()
                .arn();
        waf.associateWebACL(a -> a.webACLArn(acl).resourceArn(ids.get("front-filtered")));
        functions();
    }

    private static Rule managed(String name, int priority, String group, boolean counts) {
        return Rule.builder()
                .name(name)
                .priority(priority)
                .statement(s ->
                        s.managedRuleGroupStatement(m -> m.vendorName("AWS").name(group)))
                .overrideAction(o -> {
                    if (counts) o.count(c -> {});
                    else o.none(n -> {});
                })
                .visibilityConfig(
                        v -> v.metricName(name).sampledRequestsEnabled(true).cloudWatchMetricsEnabled(true))
                .build();
    }

    private void functions() {
        IamClient iam = clients.in("us-east-1", IamClient.builder());
        String role = iam.createRole(r -> r.roleName("function").assumeRolePolicyDocument("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""))
                .role()
                .arn();
        LambdaClient lambda = clients.in(REGION, LambdaClient.builder());
        for (String name : List.of("function-open", "function-shut"))
            lambda.createFunction(f -> f.functionName(name)
                    .runtime("python3.12")
                    .role(role)
                    .handler("a.b")
                    .environment(e -> e.variables(Map.of(
                            "TOKEN",
                            "secret-token",
                            "DB_PASSWORD",
                            name.equals("function-open") ? "Correct-Horse-7" : "/prod/db")))
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(zip()))));
        lambda.addPermission(p -> p.functionName("function-open")
                .statementId("anyone")
                .action("lambda:InvokeFunction")
                .principal("*"));
        lambda.addPermission(p -> p.functionName("function-shut")
                .statementId("one-account")
                .action("lambda:InvokeFunction")
                .principal("444455556666"));
    }

    private static String policy(String action, String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}""".formatted(action, resource);
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.py"));
            zip.write("def b(event, context): pass".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
