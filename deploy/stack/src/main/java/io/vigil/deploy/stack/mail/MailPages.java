package io.vigil.deploy.stack.mail;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** The pages of the catcher; whatever comes from a mail is escaped, its HTML is shown in a frame that may do nothing. */
final class MailPages {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <meta name="viewport" content="width=device-width">
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100%% }
            th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
            td { overflow-wrap: anywhere }
            pre { white-space: pre-wrap; overflow-wrap: anywhere }
            iframe { width: 100%%; height: 32rem; border: 1px solid #8884; background: #fff }
            </style></head><body>%s</body></html>
            """;

    private MailPages() {}

    static String list(List<CaughtMail> mails) {
        StringBuilder rows = new StringBuilder();
        for (CaughtMail mail : mails) {
            rows.append("<tr><td>")
                    .append(time(mail))
                    .append("</td><td>")
                    .append(escape(String.join(", ", mail.to())))
                    .append("</td><td><a href=\"/mails/")
                    .append(mail.id())
                    .append("\">")
                    .append(escape(mail.subject().isBlank() ? "(no subject)" : mail.subject()))
                    .append("</a></td><td>")
                    .append(
                            mail.attachments().isEmpty()
                                    ? ""
                                    : mail.attachments().size() + " attached")
                    .append("</td></tr>");
        }
        String body = mails.isEmpty()
                ? "<p>No mail yet.</p>"
                : "<table><tr><th>Received</th><th>To</th><th>Subject</th><th></th></tr>" + rows + "</table>";
        return FRAME.formatted(
                "Mail",
                "<h1>Mail</h1><p>What Vigil sent. It is kept on this machine and goes nowhere else; reload for newer."
                        + "</p>" + body);
    }

    private static String time(CaughtMail mail) {
        return mail.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String one(CaughtMail mail) {
        StringBuilder body = new StringBuilder("<p><a href=\"/\">All mail</a></p><h1>")
                .append(escape(mail.subject()))
                .append("</h1><table>");
        row(body, "From", mail.from());
        row(body, "Sender", mail.sender());
        row(body, "To", String.join(", ", mail.to()));
        row(body, "Received", time(mail));
        if (!mail.problem().isEmpty()) {
            row(body, "Problem", mail.problem());
        }
        body.append("</table><p><a href=\"/mails/").append(mail.id()).append("/source\">Source</a></p>");
        attachments(body, mail);
        if (!mail.text().isEmpty()) {
            body.append("<h2>Text</h2><pre>").append(escape(mail.text())).append("</pre>");
        }
        if (!mail.html().isEmpty()) {
            body.append("<h2>HTML</h2><iframe sandbox=\"\" title=\"The mail's HTML\" src=\"/mails/")
                    .append(mail.id())
                    .append("/html\"></iframe>");
        }
        return FRAME.formatted("Mail", body);
    }

    private static void attachments(StringBuilder body, CaughtMail mail) {
        if (mail.attachments().isEmpty()) {
            return;
        }
        body.append("<h2>Attachments</h2><ul>");
        for (CaughtMail.Attachment attachment : mail.attachments()) {
            body.append("<li><a href=\"/mails/")
                    .append(mail.id())
                    .append("/attachments/")
                    .append(attachment.number())
                    .append("\">")
                    .append(escape(attachment.name()))
                    .append("</a> (")
                    .append(escape(attachment.type()))
                    .append(", ")
                    .append(attachment.bytes())
                    .append(" bytes)</li>");
        }
        body.append("</ul>");
    }

    private static void row(StringBuilder body, String name, String value) {
        body.append("<tr><th>")
                .append(name)
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
