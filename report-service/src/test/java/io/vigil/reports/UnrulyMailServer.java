package io.vigil.reports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands before a real SMTP server and passes on what it is told, unless a test wants it to misbehave. */
final class UnrulyMailServer implements Closeable {
    private static final String HOST = "127.0.0.1";

    private final ServerSocket door;
    private final int behind;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private volatile MailCatcher.Manner manner = MailCatcher.Manner.WELL_BEHAVED;

    /** @param behind port of the real server */
    UnrulyMailServer(int port, int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(port, 50, InetAddress.getByName(HOST));
        } catch (IOException noDoor) {
            throw new UncheckedIOException(noDoor);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    void behave(MailCatcher.Manner wanted) {
        manner = wanted;
    }

    /** @param reply to RCPT, such as {@code 550 5.1.1 unknown}; null takes the address again */
    void refuse(String address, @Nullable String reply) {
        if (reply == null) refused.remove(address);
        else refused.put(address, reply);
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                Socket server = new Socket(HOST, behind)) {
            var heard = reader(caller);
            var answers = reader(server);
            if (manner == MailCatcher.Manner.SILENT) {
                while (heard.readLine() != null) {
                    // hears everything and says nothing
                }
                return;
            }
            answer(caller, answers);
            String line;
            while ((line = heard.readLine()) != null) {
                String reply = reply(line);
                if (reply != null) {
                    say(caller, reply);
                    continue;
                }
                if (line.equalsIgnoreCase("DATA") && manner == MailCatcher.Manner.DIES_IN_THE_MIDDLE) {
                    say(caller, "354 go on");
                    heard.readLine();
                    return;
                }
                say(server, line);
                answer(caller, answers);
                if (line.equalsIgnoreCase("DATA") && !data(caller, server, heard, answers)) return;
            }
        } catch (IOException gone) {
            // the other side ended it
        }
    }

    private @Nullable String reply(String line) {
        String upper = line.toUpperCase(java.util.Locale.ROOT);
        if (!upper.startsWith("RCPT TO:<")) return null;
        return refused.get(line.substring("RCPT TO:<".length(), line.lastIndexOf('>')));
    }

    /** False when the line goes dead. */
    private boolean data(Socket caller, Socket server, BufferedReader heard, BufferedReader answers)
            throws IOException {
        String line;
        while ((line = heard.readLine()) != null) {
            say(server, line);
            if (!line.equals(".")) continue;
            if (manner != MailCatcher.Manner.DIES_BEFORE_ITS_WORD) {
                answer(caller, answers);
                return true;
            }
            answers.readLine();
            return false;
        }
        return false;
    }

    private static void answer(Socket caller, BufferedReader answers) throws IOException {
        String line;
        do {
            line = answers.readLine();
            if (line == null) throw new IOException("the server behind has gone");
            say(caller, line);
        } while (line.length() > 3 && line.charAt(3) == '-');
    }

    private static void say(Socket to, String line) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static BufferedReader reader(Socket from) throws IOException {
        return new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }
}
