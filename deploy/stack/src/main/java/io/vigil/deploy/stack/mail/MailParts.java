package io.vigil.deploy.stack.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The texts and attachments of a message, its nested multiparts unfolded. */
final class MailParts {
    /** Deeper nesting is an attack on us, not a mail. */
    private static final int MAX_DEPTH = 20;

    private static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;

    record File(String name, String type, byte[] content) {}

    String text = "";
    String html = "";
    final List<File> files = new ArrayList<>();

    static MailParts of(Part message) throws MessagingException, IOException {
        MailParts parts = new MailParts();
        parts.read(message, 0);
        return parts;
    }

    private void read(Part part, int depth) throws MessagingException, IOException {
        if (depth > MAX_DEPTH) {
            throw new MessagingException("parts nested deeper than " + MAX_DEPTH);
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart inner = several.getBodyPart(i);
                read(inner, depth + 1);
            }
        } else if (isText(part, "text/plain") && text.isEmpty()) {
            text = readText(part);
        } else if (isText(part, "text/html") && html.isEmpty()) {
            html = readText(part);
        } else {
            files.add(new File(name(part), type(part), content(part)));
        }
    }

    private static boolean isText(Part part, String type) throws MessagingException {
        return part.isMimeType(type) && part.getFileName() == null && !Part.ATTACHMENT.equals(part.getDisposition());
    }

    private static String readText(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(MAX_TEXT_BYTES), charset(part));
        }
    }

    private static Charset charset(Part part) throws MessagingException {
        try {
            String name = new jakarta.mail.internet.ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static byte[] content(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String name(Part part) throws MessagingException, IOException {
        String name = Objects.requireNonNullElse(part.getFileName(), "part");
        return MimeUtility.decodeText(name);
    }

    private static String type(Part part) throws MessagingException {
        return new jakarta.mail.internet.ContentType(part.getContentType())
                .getBaseType()
                .toLowerCase(java.util.Locale.ROOT);
    }
}
