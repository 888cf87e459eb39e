package io.vigil.deploy.stack;

import java.util.Optional;

/** A real part of the stack that runs in a process of its own. */
public interface Part extends AutoCloseable {
    String name();

    /** The process, once started. */
    Optional<Child> child();

    @Override
    void close();
}
