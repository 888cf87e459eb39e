package io.vigil.scanner.aws;

import java.util.List;

/** Takes a list page by page. */
@FunctionalInterface
public interface PageReader<T> {
    void read(List<T> page) throws InterruptedException;
}
