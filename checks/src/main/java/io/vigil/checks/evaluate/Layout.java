package io.vigil.checks.evaluate;

/** The members of a type by number, so that an expression looks a name up once, when it is compiled. */
public interface Layout {
    int NONE = -1;

    /** From 0, or {@link #NONE}. */
    int index(String member);
}
