package io.vigil.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an account of as many resources as asked; the same seed makes the same files. */
@Command(
        name = "generate-account",
        mixinStandardHelpOptions = true,
        description = "Makes a plausible account of N resources, the same ones for the same seed.")
public final class GenerateAccount implements Callable<Integer> {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--account", required = true, description = "Twelve digits")
    private String account = "";

    @Option(names = "--resources", required = true, description = "How many resources in all")
    private int resources;

    @Option(names = "--seed", defaultValue = "1", description = "Same seed, same account (default 1)")
    private long seed;

    @Option(names = "--regions", split = ",", defaultValue = "eu-central-1,us-east-1", description = "Regions to fill")
    private List<String> regions = List.of();

    @Option(names = "--out", required = true, description = "The accounts' folder")
    private Path out = Path.of(".");

    private GenerateAccount() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new GenerateAccount()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        generate(out, account, resources, seed, regions);
        System.out.printf("%d resources in %s%n", resources, out.resolve(account));
        return 0;
    }

    /**
     * Writes the account's folder below {@code accounts}, its role trusting nobody until a trust is written.
     *
     * @throws IllegalArgumentException naming what cannot be made
     */
    public static void generate(Path accounts, String account, int resources, long seed, List<String> regions)
            throws IOException {
        generate(accounts, account, resources, seed, regions, GeneratedResources.Mix.USUAL);
    }

    /** As {@link #generate}, in one region, of types that come in long lists; one in twenty is of a type that others are joined with. */
    public static void generateWide(Path accounts, String account, int resources, long seed, String region)
            throws IOException {
        generate(accounts, account, resources, seed, List.of(region), GeneratedResources.Mix.WIDE);
    }

    private static void generate(
            Path accounts, String account, int resources, long seed, List<String> regions, GeneratedResources.Mix mix)
            throws IOException {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("an account id has twelve digits, not '" + account + "'");
        }
        if (resources < 1 || regions.isEmpty()) {
            throw new IllegalArgumentException(
                    "an account has at least one resource and one region, not " + resources + " in " + regions);
        }
        var folder = accounts.resolve(account);
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " is there already; take another account id or another folder");
        }
        var draft = new GeneratedResources(account, seed, mix);
        for (int i = 0; i < resources; i++) {
            draft.add(regions.get(i % regions.size()));
        }
        for (var file : draft.files().entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        for (var file : new GeneratedBasics(account).files(draft.users()).entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        var nobody = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        nobody.putArray("Statement")
                .addObject()
                .put("Effect", "Deny")
                .put("Action", "sts:AssumeRole")
                .put("Principal", "*");
        write(folder.resolve("global/iam/trust/VigilReadOnly.json"), nobody);
    }

    private static void write(Path file, ObjectNode content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), content);
    }
}
