package io.vigil.scanner.collect.macie2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.macie2.MacieRegion;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.GetAutomatedDiscoveryConfigurationRequest;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionRequest;

/** Macie in a region, once, on or off, with the number of buckets that it would look into. */
public final class MacieRegions implements Collector<MacieRegion> {
    @Override
    public ResourceType<MacieRegion> type() {
        return ResourceTypes.MACIE_REGION;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "macie2:GetMacieSession",
                "macie2:GetAutomatedDiscoveryConfiguration",
                "s3:ListBuckets",
                "s3:GetBucketLocation");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<MacieRegion> sink) throws InterruptedException {
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s/macie2".formatted(scope.account(), scope.region()),
                "Macie of " + scope.region(),
                Map.of(),
                new MacieRegion(
                        scope.region().value(),
                        BucketFacts.countIn(scope, scope.region()),
                        enabled(scope.calls()
                                .get(
                                        Macie2Client.class,
                                        scope.region(),
                                        GetMacieSessionRequest.builder().build(),
                                        Macie2Client::getMacieSession)),
                        enabled(scope.calls()
                                .get(
                                        Macie2Client.class,
                                        scope.region(),
                                        GetAutomatedDiscoveryConfigurationRequest.builder()
                                                .build(),
                                        Macie2Client::getAutomatedDiscoveryConfiguration)))));
        return ListEnd.REACHED;
    }

    /** Macie that is off answers with the code of a denied call; only the words differ. */
    static <T> Read<Optional<T>> enabled(Read<T> answer) {
        if (answer instanceof Read.Missing<T>(Unread why) && why.detail().contains("Macie is not enabled"))
            return Read.known(Optional.empty());
        return answer.map(Optional::of);
    }
}
