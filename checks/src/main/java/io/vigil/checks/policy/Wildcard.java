package io.vigil.checks.policy;

/** The patterns of IAM: a star is any text, a question mark any one letter; nothing else is special. */
public final class Wildcard {
    private Wildcard() {}

    public static boolean matches(String pattern, String text) {
        int at = 0;
        int star = -1;
        int tried = 0;
        int next = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                tried = at;
            } else if (next < pattern.length() && fits(pattern.charAt(next), text.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++tried;
            } else return false;
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') next++;
        return next == pattern.length();
    }

    private static boolean fits(char wanted, char letter) {
        return wanted == '?' || wanted == letter;
    }
}
