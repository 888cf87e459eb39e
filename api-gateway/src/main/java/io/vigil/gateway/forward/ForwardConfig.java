package io.vigil.gateway.forward;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the public API. */
@ConfigMapping(prefix = "vigil.forward")
public interface ForwardConfig {

    /** Largest body that a request may bring, in bytes. */
    @WithDefault("1048576")
    long maxBodyBytes();

    /** Largest body where a file is taken, by a form or by the public API, in bytes. */
    @WithDefault("11534336")
    long maxFileBytes();

    /** How long a file may take from its beginning until a service has answered. */
    @WithDefault("PT5M")
    Duration fileTimeout();

    /** How long a service may take until its answer begins. */
    @WithDefault("PT30S")
    Duration answerTimeout();

    /** A stream of progress that says nothing for this long is closed; its reader resumes by itself. */
    @WithDefault("PT5M")
    Duration silence();

    /** How often it is asked whether the reader of a long answer still may; a revocation must count within a second. */
    @WithDefault("PT0.25S")
    Duration permissionEvery();

    /** Connections kept to each service, streams included. */
    @WithDefault("256")
    int connections();
}
