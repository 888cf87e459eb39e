package io.vigil.scanner.work;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.vigil.scanner.Carriers;

/** The process that takes units from the broker. */
@QuarkusMain
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
        Carriers.provide();
        Quarkus.run(arguments);
    }
}
