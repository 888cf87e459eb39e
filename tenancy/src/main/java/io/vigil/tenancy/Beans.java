package io.vigil.tenancy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** What is injected everywhere, so that a test can put another in its place. */
public class Beans {

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
    Jdbi jdbi(AgroalDataSource database) {
        return Jdbi.create(database).installPlugin(new PostgresPlugin());
    }
}
