package io.vigil.checks;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.vigil.checks.Program.Engine;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.YamlMap.Text;
import io.vigil.checks.evaluate.NotEvaluable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The language of checks: CEL with optional values, {@link Functions} and {@link PolicyFunctions}. The catalogue's is
 * bounded in time, not in memory; what a tenant writes is in the {@link SmallerDialect} of it.
 */
final class Language {

    /** An expression that can be evaluated, and what it reads of the resource, such as {@code root.mfaActive}. */
    record Expression(Program program, CelType type, Set<String> reads, Set<String> needs) {}

    static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(1_000_000)
            .maxExpressionCodePointSize(8_000)
            .maxParseRecursionDepth(64)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    /** Without the macros that write their operand twice: a chain of them would grow by powers of two. */
    private static final CelCompilerLibrary OPTIONAL_WITHOUT_MACROS = new CelCompilerLibrary() {
        @Override
        public void setCheckerOptions(CelCheckerBuilder checker) {
            CelExtensions.optional().setCheckerOptions(checker);
        }
    };

    static final CelOptions OWN_OPTIONS = OPTIONS.toBuilder()
            .maxExpressionCodePointSize(SmallerDialect.MAX_CHARS)
            .maxParseRecursionDepth(32)
            .enableOptionalSyntax(true)
            .build();

    private final CelCompiler compiler;
    private final Dialect dialect;
    private final Engine engine;
    private final Names names;

    private Language(CelCompiler compiler, Dialect dialect, Engine engine, Names names) {
        this.compiler = compiler;
        this.dialect = dialect;
        this.engine = engine;
        this.names = names;
    }

    /** With {@code resource} and what people call it, {@code name}; {@code params}, {@code declared} and {@code now}. */
    static Language over(ResourceType<?> type, Struct params, Dialect dialect) {
        return over(type, params, dialect, Engines.of(dialect));
    }

    static Language over(ResourceType<?> type, Struct params, Dialect dialect, Engine engine) {
        StructType paramsType = LanguageTypes.struct(params);
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder();
        switch (dialect) {
            case CATALOGUE ->
                compiler.setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addLibraries(CelExtensions.optional())
                        .addFunctionDeclarations(Functions.DECLARATIONS)
                        .addFunctionDeclarations(PolicyFunctions.DECLARATIONS);
            case OWN -> setOwn(compiler);
        }
        return new Language(
                compiler.setTypeProvider(new OneType(paramsType))
                        .addVar("resource", LanguageTypes.of(Shapes.of(type.document())))
                        .addVar("name", SimpleType.STRING)
                        .addVar("params", paramsType)
                        .addVar("declared", LanguageTypes.of(Shapes.of(Declarations.class)))
                        .addVar("now", SimpleType.TIMESTAMP)
                        .build(),
                dialect,
                engine,
                Names.given(params));
    }

    /** With the members of what is given by their names, for what a tenant writes of something else than a resource. */
    static Language ofMembers(Struct given) {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder();
        setOwn(compiler);
        compiler.setTypeProvider(LanguageTypes.ALL);
        given.members().forEach((name, member) -> compiler.addVar(name, LanguageTypes.of(member.shape())));
        return new Language(compiler.build(), Dialect.OWN, Engines.of(Dialect.OWN), Names.given(given));
    }

    private static void setOwn(CelCompilerBuilder compiler) {
        compiler.setOptions(OWN_OPTIONS)
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.FILTER)
                .addLibraries(OPTIONAL_WITHOUT_MACROS)
                .addFunctionDeclarations(Functions.OWN_DECLARATIONS);
    }

    static Struct paramsStruct(Map<String, Shape> shapes) {
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        shapes.forEach((name, shape) ->
                members.put(name, new Shape.Member(name, shape, false, false, Set.of(), holder -> null)));
        return new Struct("params", () -> members);
    }

    /** With one more name, for what comes after it. */
    Language with(String name, CelType type) {
        return new Language(compiler.toCompilerBuilder().addVar(name, type).build(), dialect, engine, names.with(name));
    }

    /** @throws MalformedCheck naming the file's line and column, then the expression's */
    Expression compile(String word, Text text) {
        try {
            CelAbstractSyntaxTree tree = switch (dialect) {
                case CATALOGUE -> compiler.compile(text.value()).getAst();
                case OWN -> compileOwn(word, text);
            };
            Lint.refuse(tree, problem -> new MalformedCheck(text.place(), word + ": " + problem));
            return new Expression(
                    program(word, text, tree),
                    tree.getResultType(),
                    Lint.reads(tree.getExpr()),
                    Needs.in(tree.getExpr()));
        } catch (CelValidationException wrong) {
            var issue = wrong.getErrors().getFirst();
            throw inExpression(word, text, issue.getSourceLocation(), issue.getMessage());
        } catch (CelEvaluationException impossible) {
            throw new MalformedCheck(text.place(), word + ": " + impossible.getMessage());
        }
    }

    private Program program(String word, Text text, CelAbstractSyntaxTree tree) throws CelEvaluationException {
        try {
            return engine.program(tree, names);
        } catch (NotEvaluable unknown) {
            CelSourceLocation where = SmallerDialect.location(tree, unknown.expression());
            throw inExpression(word, text, where, String.valueOf(unknown.getMessage()));
        }
    }

    private CelAbstractSyntaxTree compileOwn(String word, Text text) throws CelValidationException {
        int length = text.value().codePointCount(0, text.value().length());
        if (length > SmallerDialect.MAX_CHARS)
            throw new MalformedCheck(
                    text.place(),
                    "%s has %d characters; an expression of an own check has %d at most"
                            .formatted(word, length, SmallerDialect.MAX_CHARS));
        try {
            CelAbstractSyntaxTree parsed = compiler.parse(text.value()).getAst();
            SmallerDialect.refuseWords(parsed, (where, problem) -> inExpression(word, text, where, problem));
            CelAbstractSyntaxTree tree = compiler.check(parsed).getAst();
            SmallerDialect.refuse(tree, (where, problem) -> inExpression(word, text, where, problem));
            return tree;
        } catch (StackOverflowError tooDeep) {
            throw new MalformedCheck(text.place(), word + ": the expression is nested too deep");
        }
    }

    private static MalformedCheck inExpression(String word, Text text, CelSourceLocation where, String problem) {
        return new MalformedCheck(
                text.place(),
                "%s, line %d column %d of the expression: %s"
                        .formatted(word, where.getLine(), where.getColumn() + 1, problem));
    }

    Expression compileCondition(String word, Text text) {
        Expression expression = compile(word, text);
        if (!expression.type().equals(SimpleType.BOOL))
            throw new MalformedCheck(
                    text.place(),
                    "%s must be true or false, it is %s"
                            .formatted(word, expression.type().name()));
        return expression;
    }
}
