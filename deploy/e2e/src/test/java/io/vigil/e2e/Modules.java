package io.vigil.e2e;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of every module as the build left them. */
final class Modules {
    /** In the order of dependency. */
    static final List<String> ALL = List.of(
            "contracts",
            "checks",
            "tenancy",
            "deploy/stack",
            "deploy/sandbox",
            "tenant-service",
            "scanner-worker",
            "report-service",
            "api-gateway",
            "deploy/local");

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Modules() {}

    static JavaClasses classes() {
        List<Path> folders = ALL.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) throw new IllegalStateException(folder + " is not built");
        }
        return new ClassFileImporter().importPaths(folders);
    }
}
