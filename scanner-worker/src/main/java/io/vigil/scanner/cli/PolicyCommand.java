package io.vigil.scanner.cli;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.checks.iam.ReadRole;
import io.vigil.checks.iam.RoleFormat;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.Selection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the role that an account's owner makes for Vigil: what the checks call and nothing else. */
@Command(
        name = "./vigil policy",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Writes the role that lets Vigil read an AWS account: what the checks call and nothing else.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the files were written", "2:the command was used wrongly", "4:the files could not be written"
        })
public final class PolicyCommand implements Callable<Integer> {
    static final int NOT_WRITTEN = 4;

    private static final int EXTERNAL_ID_BYTES = 32;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--format",
            defaultValue = "cloudformation",
            paramLabel = "FORMAT",
            description = "cloudformation, terraform, cli or json (default: ${DEFAULT-VALUE})")
    private RoleFormat format = RoleFormat.CLOUDFORMATION;

    @Option(
            names = "--principal",
            required = true,
            paramLabel = "ARN",
            description = "who assumes the role: the ARN of a role or user, or an account's twelve digits")
    private String principal = "";

    @Option(
            names = "--external-id",
            paramLabel = "X",
            description = "the ExternalId that the role demands; without it, a new one is drawn and shown")
    private @Nullable String externalId;

    @Option(
            names = "--role-name",
            defaultValue = "VigilReadOnly",
            paramLabel = "NAME",
            description = "the role's name (default: ${DEFAULT-VALUE})")
    private String roleName = "";

    @Option(names = "--checks", split = ",", paramLabel = "id,id", description = "checks to run; without it, all")
    private List<String> checks = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the folder to write the files into")
    private Path out = Path.of("");

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PolicyCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** What a scan by these checks calls, with the list of regions that it asks for when none is named. */
    static SortedSet<String> operations(CheckCatalogue catalogue, Collection<CheckId> checks) {
        CompiledChecks wanted = Selection.of(catalogue, EffectivePack.BASELINE, checks);
        SortedSet<String> operations = new TreeSet<>();
        for (ResourceType<?> type : wanted.resourceTypes())
            Collectors.ALL.of(type).ifPresent(each -> operations.addAll(each.operations(wanted.needs(type))));
        operations.add(ScanAccount.LIST_REGIONS);
        return operations;
    }

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        PrintWriter say = spec.commandLine().getOut();
        ReadRole role = role(spec.commandLine());
        try {
            Files.createDirectories(out);
            for (Map.Entry<String, String> file : format.files(role).entrySet()) {
                Path written = Files.writeString(out.resolve(file.getKey()), file.getValue());
                say.println(written);
            }
        } catch (IOException unwritten) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "vigil policy: the files could not be written to %s (%s: %s)%n",
                            out, unwritten.getClass().getSimpleName(), unwritten.getMessage());
            return NOT_WRITTEN;
        }
        say.printf(
                "role %s allows %d actions in %d policies%n",
                role.name(), role.actions().size(), role.policies().size());
        if (externalId == null) say.printf("ExternalId %s%n", role.externalId());
        return CommandLine.ExitCode.OK;
    }

    private ReadRole role(CommandLine commandLine) {
        CheckCatalogue catalogue = CheckCatalogue.load();
        try {
            Set<CheckId> wanted = NamedChecks.of(catalogue, checks);
            return ReadRole.of(
                    roleName,
                    principal,
                    externalId == null ? drawExternalId() : externalId,
                    operations(catalogue, wanted));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(commandLine, String.valueOf(wrong.getMessage()));
        }
    }

    private static String drawExternalId() {
        byte[] bytes = new byte[EXTERNAL_ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
