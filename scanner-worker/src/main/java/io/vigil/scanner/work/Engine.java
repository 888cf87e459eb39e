package io.vigil.scanner.work;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.Region;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsSessions;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.aws.TryDoor;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.organizations.OrganizationTree;
import io.vigil.scanner.unit.ScanUnit;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The scanner's plain parts, put together for the worker. */
class Engine {

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    CheckCatalogue catalogue() {
        return CheckCatalogue.load();
    }

    @Produces
    @Singleton
    AwsTransport transport(WorkerConfig config) {
        return new AwsTransport(
                config.awsEndpoint().map(AwsEndpoint::at).orElse(AwsEndpoint.AWS),
                AwsTimeouts.DEFAULT,
                new RateLimits(config.awsRateShare()));
    }

    void close(@Disposes AwsTransport transport) {
        transport.close();
    }

    @Produces
    @Singleton
    AwsSessions sessions(AwsTransport transport, WorkerConfig config, InstantSource clock) {
        return new AwsSessions(
                new EnterAccount(
                        transport,
                        DefaultCredentialsProvider.builder().build(),
                        new Region(config.homeRegion()),
                        new SessionPolicies(Collectors.ALL.operations(), IamActions::of)),
                clock);
    }

    /** For readings of organizations alone: what scans may read is closed to it. */
    @Produces
    @Singleton
    EnterAccount organizations(AwsTransport transport, WorkerConfig config) {
        return new EnterAccount(
                transport,
                DefaultCredentialsProvider.builder().build(),
                new Region(config.homeRegion()),
                new SessionPolicies(OrganizationTree.OPERATIONS, IamActions::of));
    }

    @Produces
    @Singleton
    TryDoor door(AwsTransport transport, WorkerConfig config) {
        return new TryDoor(transport, DefaultCredentialsProvider.builder().build(), new Region(config.homeRegion()));
    }

    @Produces
    @Singleton
    ScanUnit scanUnit(InstantSource clock) {
        return new ScanUnit(Collectors.ALL, clock);
    }
}
