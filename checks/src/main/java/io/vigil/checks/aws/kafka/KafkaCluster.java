package io.vigil.checks.aws.kafka;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.kafka.model.Cluster;

/** A cluster, provisioned or serverless. */
public record KafkaCluster(@Itself Cluster cluster) {}
