package io.vigil.deploy.stack.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails in a folder, two files each: {@code <id>.eml} as it came, {@code <id>.json} with its envelope. */
final class MailFiles {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private final Path folder;
    private final InstantSource clock;

    MailFiles(Path folder, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
    }

    /** The envelope's file comes last and by a rename: a mail without it is not there yet. */
    void add(MimeMessage message, String sender, List<String> to) throws IOException, MessagingException {
        String id = UUID.randomUUID().toString();
        try (OutputStream out = Files.newOutputStream(folder.resolve(id + ".eml"))) {
            message.writeTo(out);
        }
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("receivedAt", clock.instant().toString());
        envelope.put("sender", sender);
        to.forEach(envelope.putArray("to")::add);
        Path draft = folder.resolve(id + ".draft");
        JSON.writeValue(draft.toFile(), envelope);
        Files.move(draft, folder.resolve(id + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** All, the newest first. */
    List<CaughtMail> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<CaughtMail> mails = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                find(file.getFileName().toString().replace(".json", "")).ifPresent(mails::add);
            }
            mails.sort(Comparator.comparing(CaughtMail::receivedAt).reversed().thenComparing(CaughtMail::id));
            return mails;
        }
    }

    Optional<CaughtMail> find(String id) throws IOException {
        if (!exists(id)) {
            return Optional.empty();
        }
        JsonNode envelope = JSON.readTree(folder.resolve(id + ".json").toFile());
        List<String> to = new ArrayList<>();
        envelope.get("to").forEach(address -> to.add(address.asText()));
        Instant receivedAt = Instant.parse(envelope.get("receivedAt").asText());
        String sender = envelope.get("sender").asText();
        try {
            MimeMessage message = message(id);
            MailParts parts = MailParts.of(message);
            List<CaughtMail.Attachment> attachments = new ArrayList<>();
            for (MailParts.File file : parts.files) {
                attachments.add(
                        new CaughtMail.Attachment(attachments.size(), file.name(), file.type(), file.content().length));
            }
            String from = Objects.requireNonNullElse(message.getHeader("From", ", "), "");
            return Optional.of(new CaughtMail(
                    id,
                    receivedAt,
                    sender,
                    to,
                    jakarta.mail.internet.MimeUtility.decodeText(from),
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    parts.text,
                    parts.html,
                    attachments,
                    ""));
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            return Optional.of(
                    new CaughtMail(id, receivedAt, sender, to, "", "(unreadable)", "", "", List.of(), e.toString()));
        }
    }

    Optional<MailParts.File> attachment(String id, int number) throws IOException, MessagingException {
        if (!exists(id)) {
            return Optional.empty();
        }
        List<MailParts.File> files = MailParts.of(message(id)).files;
        return number >= 0 && number < files.size() ? Optional.of(files.get(number)) : Optional.empty();
    }

    Optional<byte[]> source(String id) throws IOException {
        return exists(id) ? Optional.of(Files.readAllBytes(folder.resolve(id + ".eml"))) : Optional.empty();
    }

    private boolean exists(String id) {
        return ID.matcher(id).matches() && Files.exists(folder.resolve(id + ".json"));
    }

    private MimeMessage message(String id) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(folder.resolve(id + ".eml"))) {
            return new MimeMessage(NO_SERVER, in);
        }
    }
}
