package io.vigil.checks.aws.rds;

/**
 * How a database stands to others.
 *
 * @param clusterMember an instance whose cluster is judged in its place
 * @param replica it holds what another database holds
 * @param serverless Aurora Serverless v1, whose instances AWS keeps to itself
 */
public record DatabaseRole(boolean clusterMember, boolean replica, boolean serverless) {}
