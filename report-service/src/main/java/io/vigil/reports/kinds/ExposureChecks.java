package io.vigil.reports.kinds;

import io.vigil.contracts.CheckId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The checks whose findings tell what the internet reaches. */
final class ExposureChecks {
    /** Judges whatever faces the internet, by the register of what may. */
    static final CheckId APPROVED = new CheckId("internet-exposure-approved");

    /** Judges whatever faces the internet and can have a web ACL. */
    static final CheckId FILTERED = new CheckId("wafv2-covers-every-internet-facing-endpoint");

    /** Follows the ways to each instance; its facts are these ways. */
    static final CheckId WAYS = new CheckId("ec2-instance-effective-internet-path-closed");

    /** Judges each public address by the register of these. */
    static final CheckId ADDRESSES = new CheckId("ec2-public-ip-approved");

    /** Rules that let the internet in at ports, whatever stands behind them. */
    static final List<CheckId> PORTS = ids(
            "ec2-network-acl-no-all-ports-from-internet",
            "ec2-network-acl-no-ssh-or-rdp-from-internet",
            "ec2-security-group-no-all-ports-from-internet",
            "ec2-security-group-no-cleartext-admin-ports-from-internet",
            "ec2-security-group-no-database-ports-from-internet",
            "ec2-security-group-no-high-risk-ports-from-internet",
            "ec2-security-group-no-rdp-from-internet",
            "ec2-security-group-no-ssh-from-internet");

    /** What anybody may use by its policy, its sharing or its own endpoint. */
    static final List<CheckId> PUBLIC = ids(
            "cloudtrail-bucket-not-public",
            "cloudwatch-log-group-not-public",
            "ec2-ami-not-public",
            "ec2-ebs-snapshot-not-public",
            "ecr-repository-not-public",
            "efs-policy-not-public",
            "eks-cluster-endpoint-not-public",
            "eventbridge-bus-not-public",
            "kafka-cluster-not-public",
            "kms-key-policy-not-public",
            "lambda-function-policy-not-public",
            "opensearch-domain-not-public",
            "rds-instance-not-public",
            "rds-snapshot-not-public",
            "redshift-cluster-not-public",
            "s3-bucket-acl-not-public",
            "s3-bucket-not-public",
            "s3-bucket-policy-no-public-write",
            "secretsmanager-secret-policy-not-public",
            "sns-topic-not-public",
            "sqs-queue-not-public",
            "ssm-document-not-public");

    private ExposureChecks() {}

    static List<CheckId> all() {
        return Stream.of(List.of(APPROVED, FILTERED, WAYS, ADDRESSES), PORTS, PUBLIC)
                .flatMap(List::stream)
                .toList();
    }

    private static List<CheckId> ids(String... ids) {
        return Arrays.stream(ids).map(CheckId::new).toList();
    }
}
