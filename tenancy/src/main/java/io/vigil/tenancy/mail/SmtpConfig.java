package io.vigil.tenancy.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;

/** The mail server that takes our mails. */
@ConfigMapping(prefix = "vigil.smtp")
public interface SmtpConfig {

    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("25")
    int port();

    /** Whoever has to sign in there does so by this name. */
    Optional<String> user();

    Optional<String> password();

    /** Whether the connection is encrypted once the server says that it can be: REQUIRED refuses to send otherwise. */
    @WithDefault("OPTIONAL")
    StartTLSOptions startTls();

    /** Encrypted from the first byte, as on port 465. */
    @WithDefault("false")
    boolean implicitTls();

    /** By which name we greet; without one it is the machine's, which may have to be asked of a name server. */
    Optional<String> ownName();

    /** A server that says nothing for so long is given up. */
    @WithDefault("PT30S")
    Duration silence();

    /** A mail that is not handed over after so long is given up for now, however busy the connection is. */
    @WithDefault("PT2M")
    Duration patience();
}
