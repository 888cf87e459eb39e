package io.vigil.gateway.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the accounts of a list. */
public record Imported(int connected, int alreadyConnected, int refused, List<Row> rows) {

    /**
     * @param row counts from 1, the heading not included
     * @param account as it was sent
     * @param result CONNECTED, ALREADY_CONNECTED or REFUSED
     * @param message why it was refused
     */
    public record Row(
            int row,
            String account,
            String result,
            @Nullable String message) {}
}
