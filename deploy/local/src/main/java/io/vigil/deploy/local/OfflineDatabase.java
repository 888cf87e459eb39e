package io.vigil.deploy.local;

import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.PartFailed;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.PostgresAddress;
import io.vigil.deploy.stack.VigilDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database of a local platform: of the one that runs, else started for as long as it is looked at. */
public final class OfflineDatabase implements AutoCloseable {
    private final PostgresAddress address;

    /** Null while a platform runs it. */
    private final @Nullable EmbeddedPostgres own;

    private OfflineDatabase(PostgresAddress address, @Nullable EmbeddedPostgres own) {
        this.address = address;
        this.own = own;
    }

    /** @throws PartFailed if no platform was ever started there, or its database does not start */
    public static OfflineDatabase of(Path data) {
        DataFolder folder = new DataFolder(data);
        Path passwordFile = folder.of("passwords.properties");
        if (!Files.isReadable(passwordFile)) {
            throw new PartFailed(
                    "data",
                    "no platform was started with the data in " + folder.folder + "; --data names another folder",
                    null);
        }
        String password = new Passwords(passwordFile, new SecureRandom()).of(EmbeddedPostgres.SUPERUSER);
        Optional<PostgresAddress> running = EmbeddedPostgres.running(folder.of("postgres"), password);
        if (running.isPresent()) {
            return new OfflineDatabase(running.get(), null);
        }
        folder.take();
        EmbeddedPostgres started = new EmbeddedPostgres(
                folder.of("postgres"),
                folder.log(EmbeddedPostgres.NAME),
                password,
                EmbeddedPostgres.Durability.DURABLE,
                new Children(folder.of("children")));
        started.start();
        return new OfflineDatabase(started.address(), started);
    }

    public Connection connect() throws SQLException {
        return address.connect(VigilDatabase.NAME);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
