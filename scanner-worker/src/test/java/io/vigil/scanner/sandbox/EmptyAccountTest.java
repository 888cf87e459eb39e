package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.scanner.aws.AwsTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Never a lie: where there is nothing, nothing passes but what the account itself shows. The passes that may be, each
 * with the evidence for it, stand in {@code empty-account/passes.yaml}.
 */
class EmptyAccountTest {
    /** As AWS hands it over: a default network in each region, service-linked roles, a root user; and our role. */
    private static final AccountId NEW = new AccountId("123412341234");

    /** Nothing is known of it but the role. */
    private static final AccountId BARE = new AccountId("432143214321");

    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();

    @TempDir
    static Path accounts;

    private static List<Verdict> ofNew;
    private static List<Verdict> ofBare;

    @BeforeAll
    static void scan() throws Exception {
        copy(Path.of(Objects.requireNonNull(EmptyAccountTest.class.getResource("/empty-account"))
                .toURI()));
        CompiledChecks checks = CompiledChecks.compile(CATALOGUE, EffectivePack.BASELINE);
        for (AccountId account : List.of(NEW, BARE)) DemoAccounts.trust(accounts, account.value(), DemoLab.EXTERNAL_ID);
        try (DemoLab lab = DemoLab.start(accounts, AwsTimeouts.DEFAULT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // it waits half a minute for a credential report that nobody writes
            Future<List<Verdict>> bare = threads.submit(() -> verdicts(lab, BARE, checks));
            ofNew = verdicts(lab, NEW, checks);
            ofBare = bare.get();
        }
    }

    @Test
    void passesOnlyWhatTheNewAccountShows() throws IOException {
        assertThat(passes(ofNew)).isEqualTo(listed("new").keySet());
        assertThat(listed("new").values()).noneMatch(String::isBlank);
    }

    @Test
    void passesOnlyWhatTheBareAccountShows() throws IOException {
        assertThat(passes(ofBare)).isEqualTo(listed("bare").keySet());
        assertThat(listed("bare").values()).noneMatch(String::isBlank);
    }

    @Test
    void knowsAllOfTheNewAccountButWhatNobodyDeclared() {
        assertThat(ofNew)
                .filteredOn(verdict -> verdict.status() == Status.UNDETERMINED)
                .allSatisfy(verdict ->
                        assertThat(verdict.unread()).extracting("reason").isEqualTo(UnreadReason.NOT_DECLARED));
    }

    @Test
    void saysWhatIsNotKnownOfTheBareAccount() {
        assertThat(ofBare)
                .filteredOn(verdict -> verdict.status() == Status.UNDETERMINED)
                .allSatisfy(verdict -> {
                    Unread why = Objects.requireNonNull(verdict.unread());
                    assertThat(why.reason()).isNotEqualTo(UnreadReason.CHECK_FAILED);
                    if (why.reason() != UnreadReason.NOT_DECLARED)
                        assertThat(why.operation()).isNotNull();
                });
    }

    private static Set<String> passes(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.status() == Status.PASS)
                .map(verdict -> verdict.check().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Verdict> verdicts(DemoLab lab, AccountId account, CompiledChecks checks)
            throws InterruptedException {
        return ScannedUnit.allOf(lab.enter(account), account, Set.of(UnitKind.values()), checks, InstantSource.system())
                .stream()
                .flatMap(unit -> unit.verdicts().stream())
                .toList();
    }

    /** From a check's id to the evidence. */
    private static Map<String, String> listed(String account) throws IOException {
        try (InputStream file = EmptyAccountTest.class.getResourceAsStream("/empty-account/passes.yaml")) {
            Map<String, Map<String, String>> all = new Yaml().load(file);
            return new TreeMap<>(all.get(account));
        }
    }

    private static void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = accounts.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(to);
                else Files.copy(file, to);
            }
        }
    }
}
