package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** What instances are started from, transit gateways, and an instance that the internet reaches. */
final class MotoReach {
    private final MotoClients clients;
    private final Map<String, String> ids;
    private final Ec2Client ec2;

    private MotoReach(MotoClients clients, Map<String, String> ids) {
        this.clients = clients;
        this.ids = ids;
        this.ec2 = clients.in(MotoAccount.REGION, Ec2Client.builder());
    }

    static void build(MotoClients clients, Map<String, String> ids) {
        MotoReach reach = new MotoReach(clients, ids);
        reach.transitGateways();
        reach.instance();
        reach.launches();
    }

    private void transitGateways() {
        for (String auto : List.of("enable", "disable"))
            ids.put(
                    "gateway-accepts-" + auto,
                    ec2.createTransitGateway(t -> t.options(o -> o.autoAcceptSharedAttachments(auto)))
                            .transitGateway()
                            .transitGatewayId());
    }

    private void instance() {
        String vpc = ec2.createVpc(v -> v.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        ids.put("vpc-reached", vpc);
        String subnet = ec2.createSubnet(s -> s.vpcId(vpc).cidrBlock("10.9.1.0/24"))
                .subnet()
                .subnetId();
        ids.put("subnet-reached", subnet);
        String gateway = ec2.createInternetGateway(g -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(a -> a.internetGatewayId(gateway).vpcId(vpc));
        String table = ec2.createRouteTable(t -> t.vpcId(vpc)).routeTable().routeTableId();
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        ec2.associateRouteTable(a -> a.routeTableId(table).subnetId(subnet));
        String group = ec2.createSecurityGroup(
                        g -> g.groupName("reached").description("reached").vpcId(vpc))
                .groupId();
        ids.put("group-reached", group);
        ec2.authorizeSecurityGroupIngress(a -> a.groupId(group)
                .ipPermissions(p -> p.ipProtocol("tcp").fromPort(22).toPort(22).ipRanges(r -> r.cidrIp("0.0.0.0/0"))));
        String image = ec2.describeImages().images().getFirst().imageId();
        ids.put(
                "instance-reached",
                ec2.runInstances(r -> r.imageId(image)
                                .minCount(1)
                                .maxCount(1)
                                .networkInterfaces(n -> n.deviceIndex(0)
                                        .subnetId(subnet)
                                        .groups(group)
                                        .associatePublicIpAddress(true)))
                        .instances()
                        .getFirst()
                        .instanceId());
    }

    /** The bad template's group has no other use. */
    private void launches() {
        String image = ec2.describeImages().images().getFirst().imageId();
        String group = ec2.createSecurityGroup(g ->
                        g.groupName("of-template").description("of-template").vpcId(ids.get("vpc-reached")))
                .groupId();
        ids.put("group-of-template", group);
        for (boolean good : List.of(true, false))
            ids.put(
                    good ? "template-good" : "template-bad",
                    ec2.createLaunchTemplate(t -> t.launchTemplateName(good ? "template-good" : "template-bad")
                                    .launchTemplateData(RequestLaunchTemplateData.builder()
                                            .imageId(image)
                                            .metadataOptions(m -> m.httpTokens(
                                                    good
                                                            ? LaunchTemplateHttpTokensState.REQUIRED
                                                            : LaunchTemplateHttpTokensState.OPTIONAL))
                                            .networkInterfaces(n -> n.deviceIndex(0)
                                                    .groups(group)
                                                    .associatePublicIpAddress(!good))
                                            .build()))
                            .launchTemplate()
                            .launchTemplateId());
        AutoScalingClient scaling = clients.in(MotoAccount.REGION, AutoScalingClient.builder());
        scaling.createLaunchConfiguration(c -> c.launchConfigurationName("configuration-bad")
                .imageId(image)
                .instanceType("t3.micro")
                .associatePublicIpAddress(true)
                .metadataOptions(m -> m.httpTokens("optional")));
    }
}
