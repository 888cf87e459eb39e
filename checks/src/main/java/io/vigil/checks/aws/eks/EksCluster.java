package io.vigil.checks.aws.eks;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;

/**
 * A Kubernetes cluster.
 *
 * @param nodeGroups the managed ones; nodes that somebody runs otherwise are plain instances
 * @param versionSupport until when AWS supports the cluster's version; missing when AWS does not list that version
 */
public record EksCluster(
        @Itself Cluster cluster, Read<List<EksNodeGroup>> nodeGroups, Read<ClusterVersionInformation> versionSupport) {}
