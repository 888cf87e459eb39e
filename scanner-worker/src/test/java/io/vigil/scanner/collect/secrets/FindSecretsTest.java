package io.vigil.scanner.collect.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys here are made up, and put together so that nobody's scanner takes them for real ones. */
class FindSecretsTest {

    @ParameterizedTest
    @CsvSource({
        "aws-access-key, AKIA + Q3EGRIUZ7KLMN2PO",
        "aws-access-key, ASIA + Q3EGRIUZ7KLMN2PO",
        "private-key, '-----BEGIN +  RSA PRIVATE KEY-----'",
        "private-key, '-----BEGIN +  PRIVATE KEY-----'",
        "private-key, '-----BEGIN +  PGP PRIVATE KEY BLOCK-----'",
        "github-token, ghp_ + 0123456789abcdefghijABCDEFGHIJ012345",
        "gitlab-token, glpat- + 0123456789abcdefghij",
        "slack-token, xoxb- + 123456789012-abcdefABCDEF",
        "slack-webhook, https://hooks.slack.com/services/ + T01234567/B01234567/abcdefghijABCDEFGHIJ",
        "stripe-key, sk_live_ + 0123456789abcdefABCDEF",
        "google-api-key, AIza + 0123456789abcdefghijABCDEFGHIJ01234",
        "npm-token, npm_ + 0123456789abcdefghijABCDEFGHIJ012345",
        "sendgrid-key, SG. + 0123456789abcdefABCDEF.0123456789abcdefghijABCDEFGHIJ0123456789abc",
        "json-web-token, eyJhbGciOiJIUzI1 + NiJ9.eyJzdWIiOiIxMjM0NTY3.SflKxwRJSMeKKF2QT4fwpMeJf36POk6y",
        "url-password, postgres://app: + n0t-4-r34l-One@db.internal:5432/shop",
        "url-password, https://:x0Auth2Basic@ + git.internal/shop.git",
        "assignment, '--user=app --password= + n0t-4-r34l-One'",
        "assignment, '{\"apiKey\": \" + 8f3kQ92mzL0pXw71\"}'",
        "url-password, mysql://root:Passw + 0rd@db.internal:3306/shop",
        "assignment, 'AWS_SECRET_ACCESS_KEY= + q7Zx/Lm2Rt9Vb4Nc8/Ws1Dy6Kf3Hj5Gp0TaUeIoQ'",
        "assignment, 'export DB_PASSWORD= + hunter2'",
        "assignment, 'export DB_PASSWORD=\\\" + n0t-4-r34l-One\\\"'",
        "assignment, 'Server=db;User Id=app;Pwd= + Passw0rd;'",
        "option, 'mysql --user app --password n0t-4- + r34l-One shop'",
    })
    void knowsSecretsByTheirLooksWhateverTheyAreCalled(String rule, String text) {
        assertThat(FindSecrets.in("SETTING", text.replace(" + ", "")))
                .extracting(SecretTrace::rule)
                .containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, not-a-real-secret, password",
        "dbPassword, CorrectHorseBattery, password",
        "app/environment/MYSQL_PWD, n0t-4-r34l-One, password",
        "AWS_SECRET_ACCESS_KEY, wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzKEYabcde, aws-credentials",
        "AWS_SECRET_ACCESS_KEY, wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, aws-credentials",
        "app/environment/AWS_ACCESS_KEY_ID, AKIAIOSFODNN7EXAMPLE, aws-credentials",
        "ECS_ENGINE_AUTH_DATA, '{\"https://index.docker.io/v1/\":{\"auth\":\"x\"}}', aws-credentials",
        "BACKUP_SECRET_KEY, q7Zx/Lm2Rt9Vb4Nc8/Ws1Dy6Kf3Hj5Gp0TaUeIoQ, named-secret",
        "DB_PASSWORD, Passw0rd, password",
        "DB_PASSWORD, hunter2, password",
        "DB_PASS, n0t-4-r34l-One, password",
        "DBPass, n0t-4-r34l-One, password",
        "DB_PASSWORD_PROD, n0t-4-r34l-One, password",
        "API_TOKEN_2, 8f3kQ92mzL0pXw71, named-secret",
        "SESSION_TOKEN, 8f3kQ92mzL0pXw71, named-secret",
        "secret-key-base, 0f1e2d3c4b5a69788796a5b4c3d2e1f0, named-secret",
    })
    void knowsSecretsByTheirNames(String name, String text, String rule) {
        assertThat(FindSecrets.in(name, text)).containsExactly(new SecretTrace(rule, name, 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "STAGE, prod",
        "KEY, AKIAIOSFODNN7EXAMPLE",
        "ACCOUNT, AKIANOTLONGENOUGH",
        "DB_PASSWORD, ''",
        "DB_PASSWORD, /prod/shop/db",
        "DB_PASSWORD, prod/shop/db",
        "DB_PASSWORD, arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/shop/db-x1Ab2C",
        "DB_PASSWORD, '{{resolve:secretsmanager:shop:SecretString:password}}'",
        "DB_PASSWORD, '${DB_PASSWORD}'",
        "DB_PASSWORD, changeme-please",
        "DB_PASSWORD, xxxxxxxxxxxx",
        "DB_PASSWORD, ************",
        "DB_PASSWORD, aaaaaaaaaaaa",
        "TOKEN_TTL_SECONDS, 8f3kQ92mzL0pXw71",
        "DB_PASSWORD, Prod/Shop/Database2/Password/OfTheService",
        "AWS_SECRET_ACCESS_KEY, '${AWS_SECRET_ACCESS_KEY}'",
        "AWS_ACCESS_KEY_ID, dummy",
        "RESET_PASSWORD, enabled",
        "BYPASS, n0t-4-r34l-One",
        "README, 'Password: Required, token: Enabled'",
        "COMMAND, 'docker build --secret id=npmrc1 --password file:///run/secrets/db1'",
        "COMMAND, 'PWD=/home/user1 run --token ${TOKEN}'",
        "SECRET, shop-database",
        "AUTH_TOKEN, https://auth.internal/v1/oauth2",
        "DATABASE_URL, postgres://app@db.internal:5432/shop",
        "DATABASE_URL, 'postgres://app:${DB_PASSWORD}@db.internal:5432/shop'",
        "COMMAND, '--password-file /run/secrets/db'",
        "CERTIFICATE, -----BEGIN CERTIFICATE-----",
        "IMAGE, sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    })
    void leavesNamesReferencesAndPlaceholdersAlone(String name, String text) {
        assertThat(FindSecrets.in(name, text)).isEmpty();
    }

    @Test
    void tellsWhereTheFirstIsAndHowManyThereAre() {
        // Given
        String key = "AKIA" + "Q3EGRIUZ7KLMN2PO";

        // When
        List<SecretTrace> traces = FindSecrets.in("user data", "key=" + key + "\nother=" + key);

        // Then
        assertThat(traces).containsExactly(new SecretTrace("aws-access-key", "user data", 4, 2));
    }

    @Test
    void keepsNothingOfTheSecret() {
        // Given
        String password = "n0t-4-r34l-One";

        // When
        List<SecretTrace> traces =
                FindSecrets.in(Map.of("DB_PASSWORD", password, "DATABASE_URL", "postgres://app:" + password + "@db/x"));

        // Then
        assertThat(traces).hasSize(2);
        assertThat(traces.toString()).doesNotContain(password).doesNotContain(password.substring(0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "password=", "postgres://", "x", "eyJ", "-----BEGIN "})
    void takesNoLongOverTextsMadeToHoldItUp(String part) {
        assertThat(FindSecrets.in("OUTPUT", part.repeat(20_000 / part.length())))
                .as("at most one trace a rule")
                .hasSizeLessThanOrEqualTo(SecretRule.ALL.size());
    }
}
