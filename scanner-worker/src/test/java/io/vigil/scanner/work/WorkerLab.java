package io.vigil.scanner.work;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.Sandbox;
import io.vigil.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** An AWS and a tenant-service for one worker, which has a single slot and is quick to lose patience. */
public final class WorkerLab implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    static final String NAME = "worker-of-the-test";
    static final int MAX_DELIVERIES = 4;
    static final int BACK_OFF_MILLIS = 150;

    private final Sandbox sandbox;
    private final PackServer packs;

    public WorkerLab() {
        try {
            Path accounts = Files.createTempDirectory("vigil-accounts-");
            DemoAccounts.copyTo(accounts);
            DemoAccounts.trust(accounts, Units.ACCOUNT.value(), Units.EXTERNAL_ID);
            // its time stands still, so that what is dated relative to it is the same for every scan
            sandbox = Sandbox.start(SandboxOptions.of(accounts).clock(InstantSource.fixed(Instant.now())));
            packs = PackServer.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        SandboxOptions.Principal own = SandboxOptions.Principal.LOCAL;
        System.setProperty("aws.accessKeyId", own.accessKey());
        System.setProperty("aws.secretAccessKey", own.secretKey());
        Map<String, String> configuration = new HashMap<>(settings());
        configuration.put("vigil.worker.name", NAME);
        return configuration;
    }

    /** What every worker of this lab is told. */
    Map<String, String> settings() {
        return Map.of(
                "vigil.aws.endpoint",
                sandbox.uri().toString(),
                "vigil.tenant-service.url",
                packs.uri().toString(),
                "vigil.worker.slots",
                "1",
                "vigil.worker.beat-every",
                "200ms",
                "vigil.worker.max-deliveries",
                Integer.toString(MAX_DELIVERIES),
                "vigil.worker.back-off",
                BACK_OFF_MILLIS + "ms");
    }

    @Override
    public void stop() {
        sandbox.close();
        packs.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Override
    public void close() {
        stop();
    }
}
