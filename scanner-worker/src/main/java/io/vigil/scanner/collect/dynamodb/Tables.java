package io.vigil.scanner.collect.dynamodb;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.dynamodb.DynamoDbTable;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.kms.DescribedKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** The tables of a region. */
public final class Tables implements Collector<DynamoDbTable> {
    private static final int PAGE = 100;
    private static final Set<String> DELETED_MEANWHILE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<DynamoDbTable> type() {
        return ResourceTypes.DYNAMODB_TABLE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "dynamodb:ListTables",
                "dynamodb:DescribeTable",
                "dynamodb:DescribeContinuousBackups",
                DescribedKeys.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<DynamoDbTable> sink) throws InterruptedException {
        Listed<String> tables = scope.calls()
                .list(
                        DynamoDbClient.class,
                        scope.region(),
                        ListTablesRequest.builder().limit(PAGE).build(),
                        DynamoDbClient::listTablesPaginator,
                        ListTablesResponse::tableNames);
        return tables.end().and(ReadParts.handOver(scope, tables.items(), t -> resource(scope, t), sink));
    }

    /** A table that is not described has no id that would last. */
    private Read<Optional<Resource<DynamoDbTable>>> resource(UnitScope scope, String name) throws InterruptedException {
        Read<Optional<DescribeTableResponse>> answer = scope.calls()
                .find(
                        DynamoDbClient.class,
                        scope.region(),
                        DescribeTableRequest.builder().tableName(name).build(),
                        DynamoDbClient::describeTable,
                        DELETED_MEANWHILE);
        Read<Optional<TableDescription>> described = ReadParts.toldIfAny(
                        "dynamodb:DescribeTable", answer, DescribeTableResponse::table)
                .map(each -> each.filter(table -> table.tableStatus() != TableStatus.DELETING));
        if (!(described instanceof Read.Known<Optional<TableDescription>>(Optional<TableDescription> found))
                || found.isEmpty()) return described.map(none -> Optional.empty());
        TableDescription table = found.get();
        return Read.known(Optional.of(new Resource<>(
                type(),
                scope.region(),
                table.tableArn(),
                name,
                Map.of(),
                new DynamoDbTable(
                        table,
                        kmsKey(scope, table),
                        scope.calls()
                                .get(
                                        DynamoDbClient.class,
                                        scope.region(),
                                        DescribeContinuousBackupsRequest.builder()
                                                .tableName(name)
                                                .build(),
                                        DynamoDbClient::describeContinuousBackups)
                                .flatMap(backups -> ReadParts.told(
                                        "dynamodb:DescribeContinuousBackups",
                                        backups.continuousBackupsDescription()))))));
    }

    /** A table without a description of its encryption uses the key that DynamoDB owns. */
    private static Read<Optional<KeyMetadata>> kmsKey(UnitScope scope, TableDescription table)
            throws InterruptedException {
        if (table.sseDescription() == null || table.sseDescription().kmsMasterKeyArn() == null)
            return Read.known(Optional.empty());
        return DescribedKeys.byArn(scope, table.sseDescription().kmsMasterKeyArn());
    }
}
