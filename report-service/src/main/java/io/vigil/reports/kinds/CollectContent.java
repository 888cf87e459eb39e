package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import io.vigil.reports.kinds.Block.Lead;
import io.vigil.reports.kinds.Cell.Code;
import io.vigil.reports.kinds.Cell.Two;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.packs.PacksSaid;
import io.vigil.reports.packs.ReadPacks;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what a report of a kind tells; its tables are read when they are written. */
@ApplicationScoped
public class CollectContent {
    private final TellExecutive tellExecutive;
    private final TellFramework tellFramework;
    private final TellChanges tellChanges;
    private final TellExposure tellExposure;
    private final ReadPacks readPacks;
    private final TenantTransaction transaction;
    private final InstantSource clock;

    CollectContent(
            TellExecutive tellExecutive,
            TellFramework tellFramework,
            TellChanges tellChanges,
            TellExposure tellExposure,
            ReadPacks readPacks,
            TenantTransaction transaction,
            InstantSource clock) {
        this.tellExecutive = tellExecutive;
        this.tellFramework = tellFramework;
        this.tellChanges = tellChanges;
        this.tellExposure = tellExposure;
        this.readPacks = readPacks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @throws IllegalArgumentException for the posture, which is made of findings and has writers of its own
     * @throws io.vigil.tenancy.Problem 404 for an unknown framework
     */
    public Content collect(TenantId tenant, ReportAsk ask) {
        Instant asOf = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PacksSaid packs = readPacks.read(tenant, ask.account());
        List<Section> sections = new ArrayList<>(sections(tenant, ask, asOf));
        if (ask.kind().isLong())
            sections.add(proof(packs, transaction.call(tenant, handle -> AuditTrail.head(handle, tenant))));
        String customer = customer(tenant);
        Section first = sections.removeFirst();
        sections.addFirst(new Section(
                first.title(),
                Stream.concat(Stream.of(head(ask, customer, asOf)), first.blocks().stream())
                        .toList()));
        return new Content(ask, customer, subtitle(ask), about(tenant, ask, packs), asOf, List.copyOf(sections), packs);
    }

    private List<Section> sections(TenantId tenant, ReportAsk ask, Instant asOf) {
        return switch (ask.kind()) {
            case POSTURE -> throw new IllegalArgumentException("the posture is made of findings");
            case EXECUTIVE -> tellExecutive.sections(tenant, ask.account());
            case FRAMEWORK -> tellFramework.sections(tenant, ask.framework().orElseThrow(), ask.account());
            case CHANGE -> tellChanges.sections(tenant, span(ask), ask.account());
            case EXPOSURE -> tellExposure.sections(tenant, ask.account(), asOf);
        };
    }

    /** What pages say on their front, for machines. */
    private static Rows head(ReportAsk ask, String customer, Instant asOf) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList(
                ask.kind().word(),
                customer,
                ask.account().orElse(null),
                ask.framework().orElse(null),
                ask.span().map(Span::since).orElse(null),
                ask.span().map(Span::until).orElse(null),
                asOf));
        return Rows.of(
                        "report",
                        "",
                        List.of(
                                inFiles("kind"),
                                inFiles("customer"),
                                inFiles("account"),
                                inFiles("framework"),
                                inFiles("since"),
                                inFiles("until"),
                                inFiles("asOf")),
                        "",
                        rows)
                .inFiles();
    }

    private static Span span(ReportAsk ask) {
        return ask.span()
                .orElseThrow(() -> new IllegalArgumentException("a change report is of the time between two moments"));
    }

    private String subtitle(ReportAsk ask) {
        return ask.framework().map(tellFramework::name).orElse("");
    }

    private List<String> about(TenantId tenant, ReportAsk ask, PacksSaid packs) {
        List<String> about = new ArrayList<>();
        about.add(ask.account()
                .map(account -> "Account " + account)
                .orElseGet(() -> Wording.count(accounts(tenant), "AWS account", "AWS accounts")));
        ask.span().ifPresent(span -> about.add("From %s to %s".formatted(moment(span.since()), moment(span.until()))));
        about.add("Policy pack: " + packs.packs().getFirst().versions().words()
                + (packs.ofAccounts() > 0
                        ? ", and " + Wording.count(packs.ofAccounts(), "account", "accounts")
                                + " with a pack of their own"
                        : ""));
        return about;
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private int accounts(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select count(*) from account where tenant_id = :tenant and connected")
                        .bind("tenant", tenant.value())
                        .mapTo(Integer.class)
                        .one());
    }

    private String customer(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select name from tenant_directory where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("Customer " + tenant));
    }

    private static Section proof(PacksSaid packs, AuditHead head) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Lead(
                "By what these accounts were judged, and which controls somebody decided out; those count in no"
                        + " score and in no number of open findings."));
        blocks.add(Rows.of(
                "pack",
                "",
                List.of(
                        inFiles("account"),
                        onPages("Account", 40),
                        of("versions", "Versions", 60),
                        of("digest", "Digest", 0)),
                "",
                packs.packs().stream()
                        .map(pack -> Arrays.<@Nullable Object>asList(
                                pack.account(),
                                pack.account() == null
                                        ? packs.ofAccounts() == 0 ? "All" : "All others"
                                        : pack.account(),
                                pack.versions().words(),
                                new Code(pack.digest().toString())))
                        .toList()));
        blocks.add(Rows.of(
                "decidedOut",
                "Decided out",
                List.of(
                        inFiles("control"),
                        inFiles("account"),
                        inFiles("title"),
                        onPages("Control", 56),
                        of("reason", "Why", 0),
                        of("by", "By whom", 32),
                        of("since", "Since", 34),
                        of("reviewOn", "Look again", 24)),
                "Nothing is decided out.",
                packs.decidedOut().stream().map(CollectContent::row).toList()));
        if (head.seq() > 0)
            blocks.add(
                    new Lead(
                            "When this report was made, the newest row of the audit trail was report-service:%d:%s. With it,"
                                            .formatted(head.seq(), head.hash())
                                    + " ./vigil audit verify shows at any later time whether the trail still holds what it held."));
        return new Section("Packs and proof", blocks);
    }

    private static List<@Nullable Object> row(PacksSaid.Out out) {
        AccountId account = out.account();
        String control = out.control().value();
        return Arrays.asList(
                control,
                account,
                out.title(),
                new Two(out.title(), new Code(account == null ? control : control + "\nonly account " + account)),
                out.reason(),
                out.by(),
                out.since(),
                out.reviewOn());
    }
}
