package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DirectInternetAccess;

/** A network with an open and a closed subnet, and containers, builds, stacks and notebooks in it. */
final class MotoContainers {
    private final MotoClients clients;
    private final Map<String, String> ids;

    private MotoContainers(MotoClients clients, Map<String, String> ids) {
        this.clients = clients;
        this.ids = ids;
    }

    static void build(MotoClients clients, Map<String, String> ids) {
        MotoContainers containers = new MotoContainers(clients, ids);
        containers.repositories();
        containers.tasks();
        containers.clusters();
        containers.builds();
        containers.stacks();
        containers.notebooks();
    }

    /** Others build in it, too. */
    static void network(MotoClients clients, Map<String, String> ids) {
        Ec2Client ec2 = clients.in(MotoAccount.REGION, Ec2Client.builder());
        String vpc = ec2.createVpc(v -> v.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        ids.put("vpc-containers", vpc);
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(a -> a.vpcId(vpc).internetGatewayId(gateway));
        List.of("subnet-open", "subnet-closed")
                .forEach(name -> ids.put(
                        name,
                        ec2.createSubnet(s -> s.vpcId(vpc)
                                        .cidrBlock(name.equals("subnet-open") ? "10.9.1.0/24" : "10.9.2.0/24")
                                        .availabilityZone(MotoAccount.REGION + "a"))
                                .subnet()
                                .subnetId()));
        for (String subnet : List.of("subnet-open", "subnet-closed")) {
            String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
            ec2.associateRouteTable(a -> a.routeTableId(table).subnetId(ids.get(subnet)));
            if (subnet.equals("subnet-open"))
                ec2.createRoute(r ->
                        r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        }
    }

    private void repositories() {
        EcrClient ecr = clients.in(MotoAccount.REGION, EcrClient.builder());
        for (String name : List.of("repository-open", "repository-shut", "repository-empty"))
            ecr.createRepository(r -> r.repositoryName(name));
        ecr.setRepositoryPolicy(p -> p.repositoryName("repository-open").policyText("""
                {"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}"""));
        ecr.putRegistryScanningConfiguration(s -> s.scanType("BASIC")
                .rules(r -> r.scanFrequency("SCAN_ON_PUSH")
                        .repositoryFilters(f -> f.filter("repository-shut").filterType("WILDCARD"))));
        for (String name : List.of("repository-open", "repository-shut"))
            ecr.putImage(i -> i.repositoryName(name).imageTag("1").imageManifest("""
                    {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":7023,"digest":"sha256:%s"},"layers":[]}""".formatted(name)));
        ecr.startImageScan(s -> s.repositoryName("repository-shut").imageId(i -> i.imageTag("1")));
    }

    private void tasks() {
        EcsClient ecs = clients.in(MotoAccount.REGION, EcsClient.builder());
        ecs.createCluster(c -> c.clusterName("tasks"));
        register(
                ecs,
                "task-good",
                c -> c.name("app")
                        .image("app")
                        .secrets(s ->
                                s.name("DB_PASSWORD").valueFrom("arn:aws:ssm:eu-central-1:123456789012:parameter/db")));
        register(
                ecs,
                "task-secret",
                c -> c.name("app")
                        .image("app")
                        .environment(e -> e.name("DB_PASSWORD").value("Correct-Horse-7-Battery")));
        ecs.registerTaskDefinition(t -> t.family("task-host")
                .networkMode(NetworkMode.HOST)
                .pidMode(PidMode.HOST)
                .containerDefinitions(
                        c -> c.name("agent").image("agent").memory(256).privileged(true)));
        for (boolean good : List.of(true, false))
            ecs.createService(s -> s.cluster("tasks")
                    .serviceName(good ? "service-private" : "service-public")
                    .taskDefinition("task-good")
                    .desiredCount(0)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(ids.get("subnet-closed"))
                            .securityGroups(ids.get("ssh-office"))
                            .assignPublicIp(good ? AssignPublicIp.DISABLED : AssignPublicIp.ENABLED))));
    }

    private static void register(EcsClient ecs, String family, Consumer<ContainerDefinition.Builder> container) {
        ecs.registerTaskDefinition(t -> t.family(family)
                .networkMode(NetworkMode.AWSVPC)
                .containerDefinitions(c -> container.accept(c.memory(256))));
    }

    private void clusters() {
        EksClient eks = clients.in(MotoAccount.REGION, EksClient.builder());
        String role = "arn:aws:iam::%s:role/function".formatted(MotoAccount.ID);
        for (boolean good : List.of(true, false)) {
            String name = good ? "cluster-good" : "cluster-bad";
            eks.createCluster(c -> {
                c.name(name)
                        .roleArn(role)
                        .version("1.34")
                        .resourcesVpcConfig(v -> v.subnetIds(ids.get("subnet-closed"), ids.get("subnet-open"))
                                .endpointPrivateAccess(true)
                                .endpointPublicAccess(!good)
                                .publicAccessCidrs(good ? "10.9.0.0/16" : "0.0.0.0/0"))
                        .logging(l -> l.clusterLogging(s -> s.enabled(good).types(LogType.knownValues())));
                if (good)
                    c.encryptionConfig(e -> e.resources("secrets")
                            .provider(p -> p.keyArn("arn:aws:kms:%s:%s:key/%s"
                                    .formatted(MotoAccount.REGION, MotoAccount.ID, ids.get("key-rotated")))));
            });
            eks.createNodegroup(n -> n.clusterName(name)
                    .nodegroupName("nodes")
                    .nodeRole(role)
                    .subnets(ids.get(good ? "subnet-closed" : "subnet-open")));
        }
    }

    private void builds() {
        CodeBuildClient codebuild = clients.in(MotoAccount.REGION, CodeBuildClient.builder());
        for (boolean good : List.of(true, false)) {
            EnvironmentVariable password = EnvironmentVariable.builder()
                    .name("DB_PASSWORD")
                    .value(good ? "prod-db" : "Correct-Horse-7-Battery")
                    .type(good ? EnvironmentVariableType.SECRETS_MANAGER : EnvironmentVariableType.PLAINTEXT)
                    .build();
            codebuild.createProject(p -> p.name(good ? "build-good" : "build-bad")
                    .serviceRole("arn:aws:iam::%s:role/function".formatted(MotoAccount.ID))
                    .source(s -> s.type(SourceType.S3).location("bucket-shut/source.zip"))
                    .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
                    .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                            .image("aws/codebuild/standard:7.0")
                            .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                            .environmentVariables(password)));
        }
    }

    private void stacks() {
        CloudFormationClient cloudformation = clients.in(MotoAccount.REGION, CloudFormationClient.builder());
        for (boolean good : List.of(true, false))
            cloudformation.createStack(s -> s.stackName(good ? "stack-good" : "stack-bad")
                    .templateBody("""
                    {"Resources":{"Queue":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"queue-of-%1$s"}}},"Outputs":{"%1$s":{"Value":"Correct-Horse-7-Battery"}}}""".formatted(good ? "Motto" : "AdminPassword")));
    }

    private void notebooks() {
        SageMakerClient sagemaker = clients.in(MotoAccount.REGION, SageMakerClient.builder());
        for (boolean good : List.of(true, false))
            sagemaker.createNotebookInstance(n -> n.notebookInstanceName(good ? "notebook-good" : "notebook-bad")
                    .roleArn("arn:aws:iam::%s:role/function".formatted(MotoAccount.ID))
                    .instanceType("ml.t3.medium")
                    .subnetId(good ? ids.get("subnet-closed") : null)
                    .directInternetAccess(good ? DirectInternetAccess.DISABLED : DirectInternetAccess.ENABLED));
    }
}
