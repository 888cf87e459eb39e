package io.vigil.deploy.stack.test;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the program under test writes into its log while this is open: each message with what was put into it and thrown. */
public final class HeardLog implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord heard) {
            StringBuilder line = new StringBuilder(String.valueOf(heard.getMessage()));
            if (heard.getParameters() != null) line.append(' ').append(Arrays.toString(heard.getParameters()));
            for (Throwable thrown = heard.getThrown(); thrown != null; thrown = thrown.getCause())
                line.append(' ').append(thrown);
            lines.add(line.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private HeardLog() {}

    public static HeardLog begin() {
        HeardLog log = new HeardLog();
        log.root.addHandler(log.handler);
        return log;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
