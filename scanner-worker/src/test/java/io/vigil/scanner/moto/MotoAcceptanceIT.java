package io.vigil.scanner.moto;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MotoAcceptanceIT {
    @Test
    void probe() throws Exception {
        try (MotoServer moto = MotoServer.start(MotoServer.command().orElseThrow());
                MotoClients clients = new MotoClients(moto.endpoint);
                AwsTransport transport =
                        new AwsTransport(AwsEndpoint.at(moto.endpoint), AwsTimeouts.DEFAULT, new RateLimits())) {
            MotoAccount account = MotoAccount.build(clients);
            System.err.println(account.ids);
            SessionPolicies policies = new SessionPolicies(Collectors.ALL.operations(), UnaryOperator.identity());
            EnterAccount enter =
                    new EnterAccount(transport, MotoClients.CREDENTIALS, new Region("eu-central-1"), policies);
            Entry entry = enter.enter(new Door(
                    new TenantId(UUID.randomUUID()),
                    new AccountId(MotoAccount.ID),
                    Optional.empty(),
                    Optional.empty()));
            if (!(entry instanceof Entry.Entered(var session))) throw new AssertionError(entry);
            List<Region> regions = List.of(new Region("eu-central-1"), new Region("us-east-1"));
            for (Region region : List.of(Region.GLOBAL, regions.getFirst())) {
                long t = System.nanoTime();
                UnitRead read = UnitRead.of(session, new AccountId(MotoAccount.ID), region, regions);
                System.err.println(region + " took " + (System.nanoTime() - t) / 1000000 + " ms");
                read.ends().forEach((type, end) -> {
                    System.err.println("== " + type + " " + end);
                    read.resources().get(type).stream()
                            .limit(4)
                            .forEach(r -> System.err.println("   " + r.name() + " " + r.document()));
                });
                System.err.println(read.calls());
            }
        }
    }
}
