package io.vigil.tenancy.mail;

/** Takes letters, waits for the mail server's word, and says what it was. */
public interface Post {

    /** What became of a letter. */
    public sealed interface Answer {
        /** The server's from here on. */
        record Accepted() implements Answer {}

        /**
         * Not for this person, or not this letter, for good; another one may be taken.
         *
         * @param words the server's, made harmless
         */
        record Refused(String words) implements Answer {}

        /**
         * Not now. Unless the server said so, it may have taken the letter all the same.
         *
         * @param heard whether the server spoke at all
         */
        record Failed(String words, boolean heard) implements Answer {}
    }

    Answer send(Letter letter);
}
