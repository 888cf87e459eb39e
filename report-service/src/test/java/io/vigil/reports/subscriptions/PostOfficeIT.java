package io.vigil.reports.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.Post;
import io.vigil.tenancy.mail.PostOffice;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnStack
class PostOfficeIT {
    private static final int LETTERS = Boolean.getBoolean("vigil.full") ? 2_000 : 200;
    private static final int THREADS = 6;

    @Inject
    PostOffice postOffice;

    MailCatcher mail;

    private final String domain = UUID.randomUUID() + ".example";

    /** Any word of the server that nobody heard would show as a letter that failed after some seconds of silence. */
    @Test
    void noWordOfTheServerIsLostHoweverManyThreadsSend() throws Exception {
        // Given
        mail.up();
        List<Callable<Post.Answer>> letters = IntStream.range(0, LETTERS)
                .<Callable<Post.Answer>>mapToObj(i -> () -> postOffice.send(letter("to" + i + "@" + domain, "x")))
                .toList();

        // When
        List<Post.Answer> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            answers = threads.invokeAll(letters).stream().map(Future::resultNow).toList();
        }

        // Then
        assertThat(answers).hasSize(LETTERS).containsOnly(new Post.Answer.Accepted());
        assertThat(mail.mailsTo(domain)).hasSize(LETTERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: b@c.example", "a\nb", "a\rb", "a\u0000b", "a\u2028b", "a\u0085b"})
    void whatWouldBeASecondLineOfAHeaderIsRefused(String subject) {
        assertThatThrownBy(() -> letter("a@" + domain, subject)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> letter(subject, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.Part(subject, "text/csv", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Letter letter(String to, String subject) {
        return new Letter(
                UUID.randomUUID() + "@vigil.test",
                to,
                subject,
                "text",
                "<p>text</p>",
                Map.of(),
                /* inline */ List.of(),
                /* attached */ List.of());
    }
}
