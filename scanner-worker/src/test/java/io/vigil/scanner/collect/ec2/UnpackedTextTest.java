package io.vigil.scanner.collect.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.secrets.SecretTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedTextTest {
    private static final String SECRET = "export DB_PASSWORD=Correct-Horse-7-Battery\n";
    private static final SecretTrace FOUND = new SecretTrace("assignment", "user data", 19, 1);

    @Test
    void findsASecretInAScript() {
        assertThat(traces(base64(SECRET))).containsExactly(FOUND);
    }

    @Test
    void takesWhatIsNotPackedAsItIs() {
        assertThat(traces(SECRET)).containsExactly(FOUND);
    }

    @Test
    void findsItThroughGzip() {
        assertThat(traces(base64(gzip(SECRET)))).containsExactly(FOUND);
    }

    @Test
    void findsItInAFileOfCloudInitAndTellsWhereThatBegins() {
        String head = "#cloud-config\nwrite_files:\n- encoding: gz+b64\n  content: ";
        assertThat(traces(base64(head + base64(gzip(SECRET)) + "\n")))
                .containsExactly(new SecretTrace("assignment", "user data", head.length(), 1));
    }

    @Test
    void findsItInAPartOfAMimeMessageThatIsBrokenIntoLines() {
        String part = Base64.getMimeEncoder().encodeToString((SECRET.repeat(5)).getBytes(StandardCharsets.UTF_8));
        String message = "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + part + "\n--b--\n";
        assertThat(traces(base64(message)))
                .containsExactly(new SecretTrace("assignment", "user data", message.indexOf(part), 5));
    }

    @Test
    void findsItInAScriptOfWindows() {
        byte[] twoBytes =
                ("<powershell>\r\n$Password=\"Correct-Horse-7\"\r\n</powershell>").getBytes(StandardCharsets.UTF_16LE);
        assertThat(traces(base64(twoBytes))).hasSize(1);
    }

    @Test
    void leavesReferencesAloneAndWhatOnlyLooksPacked() {
        String script = "#!/bin/bash\nDB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\n"
                + "sha256sum 3b1f0c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c\n";
        assertThat(traces(base64(script))).isEmpty();
    }

    @Test
    void doesNotCallEmptyWhatItDidNotLookAt() {
        assertThat(UserData.traces("ec2:DescribeInstanceAttribute", "user data", base64(gzip("x".repeat(5 << 20)))))
                .isInstanceOf(Read.Missing.class);
    }

    @Test
    void saysWhatItFoundOfWhatIsTooLong() {
        assertThat(traces(base64(gzip(SECRET + "x".repeat(5 << 20))))).containsExactly(FOUND);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(traces("")).isEmpty();
        assertThat(UserData.traces("ec2:DescribeInstanceAttribute", "user data", /* base64 */ null))
                .isEqualTo(Read.known(List.of()));
    }

    private static List<SecretTrace> traces(String base64) {
        if (UserData.traces("ec2:DescribeInstanceAttribute", "user data", base64)
                instanceof Read.Known<List<SecretTrace>>(var known)) return known;
        throw new AssertionError(base64);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
