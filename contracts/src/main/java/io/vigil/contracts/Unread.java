package io.vigil.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What stood in the way of reading a fact.
 *
 * @param operation the AWS operation as {@code service:Operation}, if one was called
 * @param missingAction the IAM action to grant, such as {@code ec2:DescribeFlowLogs}, if that would help
 * @param detail AWS's message, shortened, without credentials
 */
public record Unread(
        UnreadReason reason,
        @Nullable String operation,
        @Nullable String missingAction,
        String detail) {}
