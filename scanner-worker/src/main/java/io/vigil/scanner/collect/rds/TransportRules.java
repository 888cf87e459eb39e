package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.aws.rds.RequiredTransport;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterParametersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersResponse;
import software.amazon.awssdk.services.rds.model.DescribeOptionGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOptionGroupsResponse;
import software.amazon.awssdk.services.rds.model.OptionGroup;
import software.amazon.awssdk.services.rds.model.Parameter;

/** Whether databases refuse plain connections; each parameter group is asked for once, all option groups together. */
final class TransportRules {
    static final String OF_CLUSTERS = "rds:DescribeDBClusterParameters";
    static final Set<String> OPERATIONS = Set.of(OF_CLUSTERS, "rds:DescribeDBParameters", "rds:DescribeOptionGroups");

    private static final int PAGE = 100;
    private static final RequiredTransport GRAPH =
            new RequiredTransport(/* required */ true, /* tlsPort */ false, "Neptune takes connections with TLS only");

    private TransportRules() {}

    static Read<RequiredTransport> of(UnitScope scope, DBInstance it) throws InterruptedException {
        String engine = String.valueOf(it.engine());
        if (engine.startsWith("custom-"))
            return Read.notAsked("rds:DescribeDBParameters", "RDS Custom is set up inside the machine");
        if (engine.startsWith("oracle"))
            return optionGroups(scope).map(groups -> OracleTransport.of(it.optionGroupMemberships(), groups));
        if (it.dbParameterGroups().isEmpty()) return withoutGroup(Databases.INSTANCES);
        DBParameterGroupStatus group = it.dbParameterGroups().getFirst();
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbParametersRequest.builder()
                                .dbParameterGroupName(group.dbParameterGroupName())
                                .maxRecords(PAGE)
                                .build(),
                        RdsClient::describeDBParametersPaginator,
                        DescribeDbParametersResponse::parameters)
                .whole()
                .map(parameters -> TransportParameter.of(engine)
                        .rule(
                                parameters,
                                engine,
                                String.valueOf(it.engineVersion()),
                                group.dbParameterGroupName(),
                                "pending-reboot".equals(group.parameterApplyStatus())));
    }

    static Read<RequiredTransport> of(UnitScope scope, DBCluster it) throws InterruptedException {
        String engine = String.valueOf(it.engine());
        if (engine.equals("neptune")) return Read.known(GRAPH);
        String group = it.dbClusterParameterGroup();
        if (group == null) return withoutGroup("rds:DescribeDBClusters");
        boolean waits = it.dbClusterMembers().stream()
                .anyMatch(member -> "pending-reboot".equals(member.dbClusterParameterGroupStatus()));
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbClusterParametersRequest.builder()
                                .dbClusterParameterGroupName(group)
                                .maxRecords(PAGE)
                                .build(),
                        RdsClient::describeDBClusterParametersPaginator,
                        DescribeDbClusterParametersResponse::parameters)
                .whole()
                .map((List<Parameter> parameters) -> TransportParameter.of(engine)
                        .rule(parameters, engine, String.valueOf(it.engineVersion()), group, waits));
    }

    private static Read<List<OptionGroup>> optionGroups(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeOptionGroupsRequest.builder().maxRecords(PAGE).build(),
                        RdsClient::describeOptionGroupsPaginator,
                        DescribeOptionGroupsResponse::optionGroupsList)
                .whole();
    }

    private static <T> Read<T> withoutGroup(String operation) {
        return Read.missing(new Unread(UnreadReason.MALFORMED, operation, null, "the database has no parameter group"));
    }
}
