package io.vigil.checks.evaluate;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.exceptions.CelRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Where in its expression a part stands, for the words of its failures, which are those of the library's interpreter.
 *
 * @param prefix such as {@code evaluation error at <input>:12: }
 */
record Spot(String prefix) {
    static final Spot NOWHERE = new Spot("evaluation error: ");

    static Spot of(CelAbstractSyntaxTree tree, CelExpr expression) {
        @Nullable Integer offset = tree.getSource().getPositionsMap().get(expression.id());
        return offset == null
                ? NOWHERE
                : new Spot(
                        "evaluation error at %s:%d: ".formatted(tree.getSource().getDescription(), offset));
    }

    Failed failed(String problem) {
        return new Failed(() -> prefix + problem, null);
    }

    Failed failed(RuntimeException cause) {
        return new Failed(() -> prefix + problem(cause), cause);
    }

    /** What failed elsewhere fails here too. */
    Failed failed(Failed elsewhere) {
        return new Failed(() -> prefix + elsewhere.text(), elsewhere.cause());
    }

    /** Where the arguments cannot be written, that is the failure: so it is with the library. */
    Failed failed(String function, Object[] arguments, RuntimeException cause) {
        if (cause instanceof CelRuntimeException ofTheLanguage) return failed(ofTheLanguage);
        try {
            String written = Joiner.on(", ").join(arguments);
            return new Failed(
                    () -> "%sFunction '%s' failed with arg(s) '%s'".formatted(prefix, function, written), cause);
        } catch (RuntimeException unreadable) {
            return failed(unreadable);
        }
    }

    Failed noBoolean(Object value) {
        return new Failed(() -> prefix + "expected boolean value, found: " + value, null);
    }

    private static String problem(RuntimeException failed) {
        @Nullable Throwable inner = failed instanceof CelRuntimeException ? failed.getCause() : null;
        return Strings.nullToEmpty((inner == null ? failed : inner).getMessage());
    }
}
