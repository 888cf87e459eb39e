package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.networkfirewall.NetworkFirewallClient;
import software.amazon.awssdk.services.networkfirewall.model.LogDestinationType;
import software.amazon.awssdk.services.networkfirewall.model.LogType;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;

/** What divides and joins networks, and what stands in them; after everything else, since it joins what is there. */
final class MotoNetwork {
    private static final String ANYBODY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private static final String OWN = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"123456789012"}}}]}""";

    private final MotoClients clients;
    private final Map<String, String> ids;
    private final Ec2Client ec2;

    private MotoNetwork(MotoClients clients, Map<String, String> ids) {
        this.clients = clients;
        this.ids = ids;
        this.ec2 = clients.in(MotoAccount.REGION, Ec2Client.builder());
    }

    static void build(MotoClients clients, Map<String, String> ids) {
        MotoNetwork network = new MotoNetwork(clients, ids);
        network.endpoints();
        network.peerings();
        network.vpn();
        network.firewalls();
        network.subnetGroups();
        network.records();
        network.profile();
    }

    private void endpoints() {
        Map.of("endpoint-open", ANYBODY, "endpoint-bound", OWN)
                .forEach((name, policy) -> ids.put(
                        name,
                        ec2.createVpcEndpoint(e -> e.vpcId(ids.get("vpc-watched"))
                                        .serviceName("com.amazonaws.eu-central-1."
                                                + (policy.equals(OWN) ? "s3" : "dynamodb"))
                                        .vpcEndpointType("Gateway")
                                        .policyDocument(policy))
                                .vpcEndpoint()
                                .vpcEndpointId()));
    }

    private void peerings() {
        for (String name : List.of("peering-wide", "peering-narrow")) {
            String other = name.equals("peering-wide") ? "vpc-dark" : "vpc-containers";
            String peering = ec2.createVpcPeeringConnection(
                            p -> p.vpcId(ids.get("vpc-watched")).peerVpcId(ids.get(other)))
                    .vpcPeeringConnection()
                    .vpcPeeringConnectionId();
            ids.put(name, peering);
            ec2.acceptVpcPeeringConnection(a -> a.vpcPeeringConnectionId(peering));
            String table = ec2.createRouteTable(r -> r.vpcId(ids.get("vpc-watched")))
                    .routeTable()
                    .routeTableId();
            ec2.createRoute(r -> r.routeTableId(table)
                    .destinationCidrBlock(name.equals("peering-wide") ? "10.2.0.0/16" : "10.9.2.0/24")
                    .vpcPeeringConnectionId(peering));
        }
    }

    private void vpn() {
        String office = ec2.createCustomerGateway(
                        c -> c.type(GatewayType.IPSEC_1).bgpAsn(65000).ipAddress("203.0.113.9"))
                .customerGateway()
                .customerGatewayId();
        String gateway = ec2.createVpnGateway(g -> g.type(GatewayType.IPSEC_1))
                .vpnGateway()
                .vpnGatewayId();
        ids.put(
                "vpn-office",
                ec2.createVpnConnection(
                                v -> v.type("ipsec.1").customerGatewayId(office).vpnGatewayId(gateway))
                        .vpnConnection()
                        .vpnConnectionId());
    }

    private void firewalls() {
        NetworkFirewallClient firewalls = clients.in(MotoAccount.REGION, NetworkFirewallClient.builder());
        for (String name : List.of("firewall-logged", "firewall-silent")) {
            String arn = firewalls
                    .createFirewall(f -> f.firewallName(name)
                            .firewallPolicyArn(
                                    "arn:aws:network-firewall:eu-central-1:123456789012:firewall-policy/" + name)
                            .vpcId(ids.get("vpc-containers"))
                            .subnetMappings(s -> s.subnetId(ids.get("subnet-open"))))
                    .firewall()
                    .firewallArn();
            if (name.equals("firewall-logged"))
                firewalls.updateLoggingConfiguration(l -> l.firewallArn(arn)
                        .loggingConfiguration(c -> c.logDestinationConfigs(d -> d.logType(LogType.ALERT)
                                .logDestinationType(LogDestinationType.S3)
                                .logDestination(Map.of("bucketName", "bucket-logs")))));
        }
    }

    private void subnetGroups() {
        RdsClient rds = clients.in(MotoAccount.REGION, RdsClient.builder());
        for (String subnet : List.of("subnet-open", "subnet-closed"))
            rds.createDBSubnetGroup(g -> g.dbSubnetGroupName("group-" + subnet)
                    .dbSubnetGroupDescription(subnet)
                    .subnetIds(ids.get(subnet)));
    }

    private void records() {
        Route53Client route53 = clients.in("us-east-1", Route53Client.builder());
        for (String name : List.of("kept.example", "left.example")) {
            String zone = route53.createHostedZone(z -> z.name(name).callerReference(name))
                    .hostedZone()
                    .id();
            String address = name.equals("kept.example") ? "10.1.0.7" : "52.28.0.7";
            route53.changeResourceRecordSets(r -> r.hostedZoneId(zone)
                    .changeBatch(b -> b.changes(c -> c.action(ChangeAction.CREATE)
                            .resourceRecordSet(s -> s.name("www." + name)
                                    .type(RRType.A)
                                    .ttl(60L)
                                    .resourceRecords(v -> v.value(address))))));
        }
    }

    private void profile() {
        IamClient iam = clients.in("us-east-1", IamClient.builder());
        iam.createInstanceProfile(p -> p.instanceProfileName("app"));
        ec2.associateIamInstanceProfile(
                a -> a.instanceId(ids.get("instance-tokens-required")).iamInstanceProfile(p -> p.name("app")));
    }
}
