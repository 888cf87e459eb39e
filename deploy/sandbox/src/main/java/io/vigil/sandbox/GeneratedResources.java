package io.vigil.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Resources drawn one after the other in the mix of a usual account; about one in ten of each kind is badly kept. */
final class GeneratedResources {
    private static final int BAD_ONE_IN = 10;

    /** Of what an account consists. */
    enum Mix {
        /** Of most types something: a server has some volumes, and each of them some snapshots. */
        USUAL,
        /** Mostly of types that come in long lists and that nothing is joined with. */
        WIDE
    }

    private final Map<String, ObjectNode> files = new TreeMap<>();
    private final List<String> users = new ArrayList<>();
    private final Map<String, String> vpcs = new HashMap<>();
    private final String account;
    private final Mix mix;
    private final RandomGenerator random;

    GeneratedResources(String account, long seed, Mix mix) {
        this.account = account;
        this.mix = mix;
        // named, not the JDK's default, so that every JDK draws the same
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    Map<String, ObjectNode> files() {
        return files;
    }

    List<String> users() {
        return users;
    }

    void add(String region) {
        if (!vpcs.containsKey(region)) {
            addVpc(region);
            return;
        }
        int draw = random.nextInt(100);
        switch (mix) {
            case USUAL -> addUsual(region, draw);
            case WIDE -> addWide(region, draw);
        }
    }

    private void addUsual(String region, int draw) {
        if (draw < 24) {
            addSnapshot(region);
        } else if (draw < 40) {
            addVolume(region);
        } else if (draw < 57) {
            addSecurityGroup(region);
        } else if (draw < 63) {
            addInstance(region);
        } else if (draw < 75) {
            addBucket(region);
        } else if (draw < 79) {
            addFunction(region);
        } else if (draw < 84) {
            addDatabase(region);
        } else if (draw < 91) {
            addSubnet(region);
        } else if (draw < 97) {
            addLogGroup(region);
        } else {
            users.add("user-" + id(6));
        }
    }

    private void addWide(String region, int draw) {
        if (draw < 86) {
            addVolume(region);
        } else if (draw < 96) {
            addImage(region);
        } else if (draw < 98) {
            addSecurityGroup(region);
        } else {
            addInstance(region);
        }
    }

    private boolean bad() {
        return random.nextInt(BAD_ONE_IN) == 0;
    }

    private String id(int digits) {
        var bytes = new byte[(digits + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, digits);
    }

    private ArrayNode list(String place, String operation, String name) {
        return (ArrayNode)
                files.computeIfAbsent(place + "/" + operation + ".json", file -> JsonNodeFactory.instance.objectNode())
                        .withArray(name);
    }

    private ObjectNode byKey(String operation, String key) {
        return files.computeIfAbsent("global/s3/" + operation + ".json", file -> JsonNodeFactory.instance.objectNode())
                .putObject(key);
    }

    private void addVpc(String region) {
        var vpc = "vpc-" + id(17);
        vpcs.put(region, vpc);
        list(region + "/ec2", "DescribeVpcs", "Vpcs")
                .addObject()
                .put("VpcId", vpc)
                .put("OwnerId", account)
                .put("State", "available")
                .put("CidrBlock", "10.0.0.0/8")
                .put("InstanceTenancy", "default")
                .put("IsDefault", false);
    }

    private void addSubnet(String region) {
        var subnet = "subnet-" + id(17);
        list(region + "/ec2", "DescribeSubnets", "Subnets")
                .addObject()
                .put("SubnetId", subnet)
                .put("SubnetArn", "arn:aws:ec2:%s:%s:subnet/%s".formatted(region, account, subnet))
                .put("OwnerId", account)
                .put("VpcId", vpcs.get(region))
                .put("CidrBlock", "10.%d.%d.0/24".formatted(random.nextInt(256), random.nextInt(256)))
                .put("AvailabilityZone", region + "a")
                .put("State", "available")
                .put("MapPublicIpOnLaunch", bad());
    }

    private void addSecurityGroup(String region) {
        var group = list(region + "/ec2", "DescribeSecurityGroups", "SecurityGroups")
                .addObject()
                .put("GroupId", "sg-" + id(17))
                .put("GroupName", "app-" + id(6))
                .put("Description", "made up")
                .put("OwnerId", account)
                .put("VpcId", vpcs.get(region));
        var open = bad();
        var rule = group.putArray("IpPermissions")
                .addObject()
                .put("IpProtocol", "tcp")
                .put("FromPort", open ? 22 : 443)
                .put("ToPort", open ? 22 : 443);
        rule.putArray("IpRanges").addObject().put("CidrIp", "0.0.0.0/0");
        rule.putArray("Ipv6Ranges");
        group.putArray("IpPermissionsEgress");
    }

    private void addVolume(String region) {
        list(region + "/ec2", "DescribeVolumes", "Volumes")
                .addObject()
                .put("VolumeId", "vol-" + id(17))
                .put("AvailabilityZone", region + "a")
                .put("CreateTime", "2026-01-01T00:00:00+00:00")
                .put("Size", 8 + random.nextInt(500))
                .put("State", "available")
                .put("VolumeType", "gp3")
                .put("Encrypted", !bad());
    }

    private void addSnapshot(String region) {
        list(region + "/ec2", "DescribeSnapshots", "Snapshots")
                .addObject()
                .put("SnapshotId", "snap-" + id(17))
                .put("VolumeId", "vol-" + id(17))
                .put("OwnerId", account)
                .put("StartTime", "2026-01-01T00:00:00+00:00")
                .put("Progress", "100%")
                .put("VolumeSize", 8 + random.nextInt(500))
                .put("State", "completed")
                .put("Encrypted", !bad());
    }

    private void addLogGroup(String region) {
        var group = "/app/" + id(8);
        var arn = "arn:aws:logs:%s:%s:log-group:%s".formatted(region, account, group);
        var node = list(region + "/logs", "DescribeLogGroups", "logGroups")
                .addObject()
                .put("logGroupName", group)
                .put("arn", arn + ":*")
                .put("logGroupArn", arn)
                .put("logGroupClass", "STANDARD")
                .put("creationTime", 1767225600000L);
        if (!bad()) {
            node.put("retentionInDays", 365);
        }
    }

    private void addImage(String region) {
        list(region + "/ec2", "DescribeImages", "Images")
                .addObject()
                .put("ImageId", "ami-" + id(17))
                .put("Name", "app-" + id(8))
                .put("OwnerId", account)
                .put("CreationDate", "2026-01-01T00:00:00.000Z")
                .put("State", "available")
                .put("ImageType", "machine")
                .put("Public", bad());
    }

    private void addInstance(String region) {
        var instance = "i-" + id(17);
        var reservation = list(region + "/ec2", "DescribeInstances", "Reservations")
                .addObject()
                .put("ReservationId", "r-" + id(17))
                .put("OwnerId", account);
        var node = reservation
                .putArray("Instances")
                .addObject()
                .put("InstanceId", instance)
                .put("InstanceType", "t3.micro")
                .put("ImageId", "ami-" + id(17))
                .put("VpcId", vpcs.get(region))
                .put("LaunchTime", "2026-01-01T00:00:00+00:00");
        node.putObject("State").put("Code", 16).put("Name", "running");
        node.putObject("MetadataOptions")
                .put("State", "applied")
                .put("HttpEndpoint", "enabled")
                .put("HttpTokens", bad() ? "optional" : "required");
        if (!bad()) {
            list(region + "/ssm", "DescribeInstanceInformation", "InstanceInformationList")
                    .addObject()
                    .put("InstanceId", instance)
                    .put("PingStatus", "Online")
                    .put("LastPingDateTime", "{now-PT3M}");
        }
    }

    private void addBucket(String region) {
        var bucket = "bucket-" + id(12);
        list("global/s3", "ListBuckets", "Buckets")
                .addObject()
                .put("Name", bucket)
                .put("BucketRegion", region)
                .put("CreationDate", "2026-01-01T00:00:00+00:00");
        if (!region.equals("us-east-1")) {
            byKey("GetBucketLocation", bucket).put("LocationConstraint", region);
        }
        if (!bad()) {
            byKey("GetBucketVersioning", bucket).put("Status", "Enabled");
        }
        if (!bad()) {
            byKey("GetPublicAccessBlock", bucket)
                    .putObject("PublicAccessBlockConfiguration")
                    .put("BlockPublicAcls", true)
                    .put("IgnorePublicAcls", true)
                    .put("BlockPublicPolicy", true)
                    .put("RestrictPublicBuckets", true);
        }
    }

    private void addFunction(String region) {
        var function = "function-" + id(8);
        list(region + "/lambda", "ListFunctions", "Functions")
                .addObject()
                .put("FunctionName", function)
                .put("FunctionArn", "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, function))
                .put("Runtime", bad() ? "python3.8" : "python3.13")
                .put("Handler", "index.handler")
                .put("LastModified", "2026-01-01T00:00:00.000+0000");
    }

    private void addDatabase(String region) {
        var database = "db-" + id(8);
        list(region + "/rds", "DescribeDBInstances", "DBInstances")
                .addObject()
                .put("DBInstanceIdentifier", database)
                .put("DBInstanceArn", "arn:aws:rds:%s:%s:db:%s".formatted(region, account, database))
                .put("Engine", "postgres")
                .put("DBInstanceStatus", "available")
                .put("PubliclyAccessible", bad())
                .put("StorageEncrypted", !bad())
                .put("BackupRetentionPeriod", bad() ? 0 : 7);
    }
}
