package io.vigil.scanner.collect.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.rds.RequiredTransport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.Option;
import software.amazon.awssdk.services.rds.model.OptionGroup;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.OptionSetting;
import software.amazon.awssdk.services.rds.model.Parameter;

class TransportParameterTest {

    @ParameterizedTest
    @CsvSource({
        "postgres, 14.12, rds.force_ssl, 1, true",
        "postgres, 16.4, rds.force_ssl, 0, false",
        "aurora-postgresql, 16.4, rds.force_ssl, 1, true",
        "sqlserver-se, 15.00.4382.1.v1, rds.force_ssl, 1, true",
        "mysql, 8.0.39, require_secure_transport, ON, true",
        "mysql, 8.0.39, require_secure_transport, 1, true",
        "mysql, 8.0.39, require_secure_transport, OFF, false",
        "aurora-mysql, 8.0.mysql_aurora.3.05.2, require_secure_transport, ON, true",
        "docdb, 5.0.0, tls, tls1.2+, true",
        "docdb, 5.0.0, tls, disabled, false",
        "db2-se, 11.5.9.0.sb00000000.r1, db2comm, SSL, true",
        "db2-se, 11.5.9.0.sb00000000.r1, db2comm, 'SSL,TCPIP', false"
    })
    void believesWhatIsSet(String engine, String version, String parameter, String value, boolean required) {
        // When
        RequiredTransport rule = rule(engine, version, parameter(parameter, value, "dynamic"), false);

        // Then
        assertThat(rule.required()).isEqualTo(required);
        assertThat(rule.setting()).isEqualTo("%s is %s in parameter group own", parameter, value);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 14.12, false",
        "postgres, 15.2, true",
        "postgres, 17.1, true",
        "aurora-postgresql, 16.4, false",
        "aurora-postgresql, 17.4, true",
        "sqlserver-ee, 16.00.4105.2.v1, false",
        "mysql, 5.7.44, false",
        "mysql, 8.4.3, false",
        "mysql, 9.7.0, true",
        "mariadb, 11.4.3, false",
        "mariadb, 11.8.2, true",
        "aurora-mysql, 8.0.mysql_aurora.3.05.2, false",
        "docdb, 5.0.0, true"
    })
    void knowsWhatAVersionDoesWhereNobodySetsIt(String engine, String version, boolean required) {
        assertThat(rule(engine, version, parameter("log_connections", "1", "dynamic"), false)
                        .required())
                .isEqualTo(required);
    }

    @Test
    void doesNotCountWhatWaitsForAReboot() {
        // When
        RequiredTransport rule =
                rule("sqlserver-se", "15.00.4382.1.v1", parameter("rds.force_ssl", "1", "static"), true);

        // Then
        assertThat(rule.required()).isFalse();
        assertThat(rule.setting()).isEqualTo("rds.force_ssl is 1 in parameter group own, which waits for a reboot");
        assertThat(rule("postgres", "14.12", parameter("rds.force_ssl", "1", "dynamic"), true)
                        .required())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NATIVE_NETWORK_ENCRYPTION, SQLNET.ENCRYPTION_SERVER, REQUIRED, in-sync, true, false",
        "NATIVE_NETWORK_ENCRYPTION, SQLNET.ENCRYPTION_SERVER, REQUESTED, in-sync, false, false",
        "NATIVE_NETWORK_ENCRYPTION, SQLNET.ENCRYPTION_SERVER, REQUIRED, pending-apply, false, false",
        "NATIVE_NETWORK_ENCRYPTION, SQLNET.ENCRYPTION_CLIENT, REQUIRED, in-sync, false, false",
        "SSL, SQLNET.SSL_VERSION, 1.2, in-sync, false, true"
    })
    void looksAtTheOptionsOfOracle(
            String option, String setting, String value, String status, boolean required, boolean tlsPort) {
        // Given
        OptionGroup group = OptionGroup.builder()
                .optionGroupName("own")
                .options(Option.builder()
                        .optionName(option)
                        .optionSettings(OptionSetting.builder()
                                .name(setting)
                                .value(value)
                                .build())
                        .build())
                .build();

        // When
        RequiredTransport rule = OracleTransport.of(
                List.of(OptionGroupMembership.builder()
                        .optionGroupName("own")
                        .status(status)
                        .build()),
                List.of(group));

        // Then
        assertThat(List.of(rule.required(), rule.tlsPort())).containsExactly(required, tlsPort);
    }

    private static RequiredTransport rule(String engine, String version, Parameter parameter, boolean waits) {
        return TransportParameter.of(engine).rule(List.of(parameter), engine, version, "own", waits);
    }

    private static Parameter parameter(String name, String value, String applyType) {
        return Parameter.builder()
                .parameterName(name)
                .parameterValue(value)
                .applyType(applyType)
                .build();
    }
}
