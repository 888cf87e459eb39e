package io.vigil.deploy.stack.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vigil.deploy.stack.LauncherWatch;
import io.vigil.deploy.stack.Loopback;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The mail catcher's own process: takes every mail for anybody, keeps it in a folder, shows it on a page. */
public final class MailServer {
    private MailServer() {}

    /** {@code <folder> <SMTP port> <HTTP port>}. */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        MailFiles files = new MailFiles(Path.of(args[0]), InstantSource.system());
        GreenMail greenMail =
                new GreenMail(new ServerSetup(Integer.parseInt(args[1]), Loopback.HOST, ServerSetup.PROTOCOL_SMTP));
        greenMail
                .getManagers()
                .getUserManager()
                .setMessageDeliveryHandler((message, address) -> new FilingUser(files, address));
        LauncherWatch.endWithLauncher();
        greenMail.start();
        new MailHttp(files).start(new InetSocketAddress(Loopback.HOST, Integer.parseInt(args[2])));
    }
}
