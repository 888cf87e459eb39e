package io.vigil.scanner.collect.rds;

import io.vigil.checks.aws.rds.RequiredTransport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.Parameter;

/**
 * The parameter by which engines of a kind refuse plain connections. What it is where nobody sets it changed with the
 * versions; the user guides of RDS and Aurora are the source.
 */
enum TransportParameter {
    FORCE_SSL("rds.force_ssl") {
        @Override
        boolean requiredBy(String value) {
            return ON.contains(value);
        }

        @Override
        String unset(String engine, String version) {
            int since = switch (engine) {
                case "postgres" -> 15;
                case "aurora-postgresql" -> 17;
                default -> Integer.MAX_VALUE;
            };
            return number(version, 0) >= since ? "1" : "0";
        }
    },
    REQUIRE_SECURE_TRANSPORT("require_secure_transport") {
        @Override
        boolean requiredBy(String value) {
            return ON.contains(value);
        }

        @Override
        String unset(String engine, String version) {
            boolean on = switch (engine) {
                case "mysql" -> number(version, 0) >= 9;
                case "mariadb" -> number(version, 0) > 11 || number(version, 0) == 11 && number(version, 1) >= 8;
                default -> false;
            };
            return on ? "ON" : "OFF";
        }
    },
    TLS("tls") {
        @Override
        boolean requiredBy(String value) {
            return !value.equals("disabled");
        }

        @Override
        String unset(String engine, String version) {
            return "enabled";
        }
    },
    DB2_PROTOCOLS("db2comm") {
        @Override
        boolean requiredBy(String value) {
            return value.equals("ssl");
        }

        @Override
        String unset(String engine, String version) {
            return "TCPIP";
        }
    };

    private static final List<String> ON = List.of("1", "on", "true");

    private final String parameter;

    TransportParameter(String parameter) {
        this.parameter = parameter;
    }

    /** @param value in small letters */
    abstract boolean requiredBy(String value);

    abstract String unset(String engine, String version);

    static TransportParameter of(String engine) {
        if (engine.equals("docdb")) return TLS;
        if (engine.startsWith("db2")) return DB2_PROTOCOLS;
        return engine.contains("postgres") || engine.startsWith("sqlserver") ? FORCE_SSL : REQUIRE_SECURE_TRANSPORT;
    }

    /** @param waits whether the group has changes that count after a reboot only, as static parameters do */
    RequiredTransport rule(List<Parameter> parameters, String engine, String version, String group, boolean waits) {
        Optional<Parameter> told = parameters.stream()
                .filter(each -> parameter.equals(each.parameterName()))
                .findFirst();
        String value = told.map(Parameter::parameterValue)
                .filter(set -> !set.isBlank())
                .orElseGet(() -> unset(engine, version));
        boolean required = requiredBy(value.strip().toLowerCase(Locale.ROOT));
        boolean inForce =
                !waits || told.filter(each -> "static".equals(each.applyType())).isEmpty();
        String setting = "%s is %s in parameter group %s".formatted(parameter, value, group);
        return new RequiredTransport(
                required && inForce,
                /* tlsPort */ false,
                required && !inForce ? setting + ", which waits for a reboot" : setting);
    }

    /** A part of a version's number, from 0. */
    private static int number(String version, int part) {
        String[] parts = version.split("[.-]");
        return parts.length > part && parts[part].matches("[0-9]{1,6}") ? Integer.parseInt(parts[part]) : 0;
    }
}
