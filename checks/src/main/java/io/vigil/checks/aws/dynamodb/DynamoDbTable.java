package io.vigil.checks.aws.dynamodb;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * A table.
 *
 * @param kmsKey the key that encrypts it, empty when that is one of DynamoDB's own, or when it no longer exists
 */
public record DynamoDbTable(
        @Itself TableDescription table,
        Read<Optional<KeyMetadata>> kmsKey,
        Read<ContinuousBackupsDescription> backups) {}
