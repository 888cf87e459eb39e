package io.vigil.checks.aws.elasticache;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** A replication group of Valkey or Redis; Memcached and single nodes have none. */
public record ElastiCacheReplicationGroup(@Itself ReplicationGroup group) {}
