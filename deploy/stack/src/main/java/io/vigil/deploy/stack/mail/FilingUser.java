package io.vigil.deploy.stack.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;

/** A recipient whose mailbox is our folder; a message for several is filed once, at the first of them. */
final class FilingUser implements GreenMailUser {
    private final MailFiles files;
    private final MailAddress address;

    FilingUser(MailFiles files, MailAddress address) {
        this.files = files;
        this.address = address;
    }

    @Override
    public void deliver(MovingMessage message) {
        if (!message.getToAddresses().iterator().next().equals(address)) {
            return;
        }
        String sender =
                message.getReturnPath() == null ? "" : message.getReturnPath().getEmail();
        List<String> to =
                message.getToAddresses().stream().map(MailAddress::getEmail).toList();
        file(message.getMessage(), sender, to);
    }

    @Override
    public void deliver(MimeMessage message) {
        file(message, "", List.of(address.getEmail()));
    }

    private void file(MimeMessage message, String sender, List<String> to) {
        try {
            files.add(message, sender, to);
        } catch (IOException | MessagingException e) {
            System.err.println("ERROR a mail to " + to + " was not kept: " + e);
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getEmail() {
        return address.getEmail();
    }

    @Override
    public String getLogin() {
        return address.getEmail();
    }

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void setPassword(String password) {}

    @Override
    public void authenticate(String password) throws UserException {
        throw new UserException("nobody logs in here");
    }

    @Override
    public String getQualifiedMailboxName() {
        return address.getEmail();
    }
}
