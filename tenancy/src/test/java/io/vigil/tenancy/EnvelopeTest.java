package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctJwkGenerator;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final byte[] SECRET = "hush".getBytes(StandardCharsets.UTF_8);

    private final Envelope envelope = new Envelope(List.of(key("2026", 256)));

    @Test
    void givesBackWhatWasSealedAndNeverTheSameTwice() {
        // When
        String one = envelope.seal("a", SECRET);
        String other = envelope.seal("a", SECRET);
        // Then
        assertThat(envelope.open("a", one)).isEqualTo(SECRET);
        assertThat(envelope.open("a", other)).isEqualTo(SECRET);
        assertThat(one).isNotEqualTo(other).doesNotContain("hush");
    }

    @Test
    void isNotOpenedForSomethingElse() {
        // Given
        String sealed = envelope.seal("channel of one", SECRET);
        // When, Then
        assertThatThrownBy(() -> envelope.open("channel of another", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sealed for something else");
    }

    @Test
    void isNotOpenedWhenAnyPartWasChanged() {
        // Given
        String[] parts = envelope.seal("a", SECRET).split("\\.");
        for (int changed = 0; changed < parts.length; changed++) {
            String[] others = envelope.seal("a", SECRET).split("\\.");
            String[] mixed = parts.clone();
            mixed[changed] = others[changed];
            // When, Then
            assertThatThrownBy(() -> envelope.open("a", String.join(".", mixed)))
                    .as("part %d", changed)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        // Given
        JsonWebKey old = key("2026", 256);
        String sealed = new Envelope(List.of(old)).seal("a", SECRET);
        Envelope both = new Envelope(List.of(key("2027", 256), old));
        // When
        String again = both.seal("a", SECRET);
        // Then
        assertThat(both.open("a", sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> new Envelope(List.of(old)).open("a", again)).hasMessageContaining("no key '2027'");
    }

    @Test
    void withoutAKeyNothingIsKept() {
        assertThatThrownBy(() -> new Envelope(List.of()).seal("a", SECRET))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("vigil.secrets.keys");
    }

    @Test
    void aShortKeyIsToldAtTheStart() {
        assertThatThrownBy(() -> new Envelope(List.of(key("2026", 128))).demandKeys(new StartupEvent()))
                .hasMessageContaining("256 bits");
    }

    private static JsonWebKey key(String id, int bits) {
        JsonWebKey key = OctJwkGenerator.generateJwk(bits);
        key.setKeyId(id);
        return key;
    }
}
