package io.vigil.reports.comments;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.reports.people.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final Person VERA =
            new Person("1", "vera.lindqvist@people.example", "vera.lindqvist@people.example");
    private static final Person OLE = new Person("2", "ole@people.example", "Ole@people.example");
    private static final Person OTHER_OLE = new Person("3", "ole@elsewhere.example", "ole@elsewhere.example");
    private static final Person NO_ADDRESS = new Person("4", "4", "");
    private static final List<Person> MEMBERS = List.of(VERA, OLE, OTHER_OLE, NO_ADDRESS);

    private static List<String> mentioned(String text) {
        return Mentions.of(text, MEMBERS).stream().map(Person::subject).toList();
    }

    @Test
    void anAddressMentionsItsMemberWhateverItsCaseAndWhateverFollows() {
        assertThat(mentioned("@vera.lindqvist@people.example")).containsExactly("1");
        assertThat(mentioned("Ask (@OLE@People.Example), please. @vera.lindqvist@people.example."))
                .containsExactly("2", "1");
    }

    @Test
    void thePartBeforeTheAtIsEnoughWhereItIsOneMembers() {
        assertThat(mentioned("@vera.lindqvist, look")).containsExactly("1");
        assertThat(mentioned("Ask @vera.lindqvist.")).containsExactly("1");
        assertThat(mentioned("@ole could be two people")).isEmpty();
    }

    @Test
    void eachIsMentionedOnce() {
        assertThat(mentioned("@vera.lindqvist and @vera.lindqvist@people.example"))
                .containsExactly("1");
    }

    @Test
    void whatIsNoMentionIsLeftAWord() {
        assertThat(mentioned("mail vera.lindqvist@people.example")).isEmpty();
        assertThat(mentioned("@nobody @nobody@people.example @ @@ @4 @.")).isEmpty();
        assertThat(mentioned("a@ole@people.example")).isEmpty();
        assertThat(Mentions.any("no one")).isFalse();
        assertThat(Mentions.any("@somebody")).isTrue();
    }

    @Test
    void aTextFullOfAtsIsReadAtOnce() {
        assertThat(mentioned("@a".repeat(2_000))).isEmpty();
        assertThat(mentioned("@".repeat(4_000))).isEmpty();
    }
}
