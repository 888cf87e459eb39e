package io.vigil.checks.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * Actions that hand out customers' data, code or secrets: none is ever asked for, and each is denied whatever else
 * allows it. A star stands at the end only.
 */
public final class DataReads {

    /** What a session's policy denies, which has little room. */
    public static final List<String> OF_SESSIONS = List.of(
            "athena:GetQueryResults*",
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "kms:Decrypt",
            "kinesis:GetRecords",
            "lambda:GetFunction",
            "lambda:GetLayerVersion",
            "logs:FilterLogEvents",
            "logs:GetLogEvents",
            "logs:StartQuery",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "secretsmanager:GetSecretValue",
            "sqs:ReceiveMessage",
            "ssm:GetParameter*");

    /** What the customer's role denies. */
    public static final List<String> ALL = Stream.concat(
                    OF_SESSIONS.stream(),
                    Stream.of(
                            "codeartifact:GetPackageVersionAsset",
                            "codecommit:GetBlob",
                            "codecommit:GetFile",
                            "codecommit:GitPull",
                            "dynamodb:ExportTableToPointInTime",
                            "dynamodb:GetRecords",
                            "dynamodb:PartiQLSelect",
                            "ebs:GetSnapshotBlock",
                            "ec2:GetPasswordData",
                            "ecr:BatchGetImage",
                            "ecr:GetDownloadUrlForLayer",
                            "lambda:InvokeFunction",
                            "logs:GetLogRecord",
                            "logs:GetQueryResults",
                            "logs:StartLiveTail",
                            "logs:Unmask",
                            "rds:DownloadCompleteDBLogFile",
                            "rds:DownloadDBLogFilePortion",
                            "rds-data:ExecuteStatement",
                            "redshift-data:GetStatementResult",
                            "s3:GetObjectTorrent",
                            "secretsmanager:BatchGetSecretValue"))
            .sorted()
            .toList();

    private DataReads() {}

    public static boolean include(String action) {
        return ALL.stream()
                .anyMatch(denied -> denied.endsWith("*")
                        ? action.startsWith(denied.substring(0, denied.length() - 1))
                        : action.equals(denied));
    }
}
