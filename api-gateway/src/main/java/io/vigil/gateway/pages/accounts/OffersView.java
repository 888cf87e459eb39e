package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.upstream.Offers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The offers as tabs, one of them open.
 *
 * @param snippets what the open tab has to copy
 * @param hint what to do with it
 */
public record OffersView(
        @Nullable String quickCreate, List<Tab> tabs, String open, String hint, List<Snippet> snippets) {
    private static final String JSON = "json";

    private static final Map<String, String> NAMES = Map.of(
            "cloudformation",
            "CloudFormation",
            "terraform",
            "Terraform",
            "stackset",
            "Whole organization",
            "cli",
            "Command line",
            JSON,
            "JSON");

    private static final Map<String, String> HINTS = Map.of(
            "cloudformation",
            "Create a stack from this file in the CloudFormation console (any region), or with the command below. Nothing has to be filled in.",
            "terraform",
            "Put the file into a folder of its own and name that folder as the source of a module, or put it among your other files.",
            "stackset",
            "Create a StackSet from this file with service-managed permissions, for the whole organization or some of its units, in one region. Each of your connected accounts is in it with its own external id; connect the others first.",
            "cli",
            "Run it with credentials of the account, in a shell or in AWS CloudShell.",
            JSON,
            "The role's trust policy and its managed policies, for whatever makes your roles.");

    private static final List<String> ORDER = List.of("cloudformation", "terraform", "stackset", "cli", JSON);

    public record Tab(String key, String name, boolean current) {}

    /** @param file empty for what is only copied */
    public record Snippet(String id, String title, String text, String file) {}

    static OffersView of(Offers offers, @Nullable String asked) {
        String open = asked != null && NAMES.containsKey(asked) ? asked : ORDER.getFirst();
        return new OffersView(
                offers.quickCreate() == null ? null : offers.quickCreate().toString(),
                ORDER.stream()
                        .map(key -> new Tab(key, NAMES.getOrDefault(key, key), key.equals(open)))
                        .toList(),
                open,
                HINTS.getOrDefault(open, ""),
                snippets(offers, open));
    }

    /** Whether it is one file that can be fetched. */
    public boolean hasFile() {
        return !open.equals(JSON);
    }

    private static List<Snippet> snippets(Offers offers, String open) {
        if (open.equals(JSON))
            return offers.documents().stream()
                    .map(document -> new Snippet(
                            "offer-" + offers.documents().indexOf(document),
                            document.file(),
                            document.text(),
                            document.file()))
                    .toList();
        return offers.offers().stream()
                .filter(offer -> offer.format().toLowerCase(Locale.ROOT).equals(open))
                .flatMap(offer -> offer.format().equals("CLOUDFORMATION")
                        ? java.util.stream.Stream.of(command(offer.file()), file(offer))
                        : java.util.stream.Stream.of(file(offer)))
                .toList();
    }

    private static Snippet command(String file) {
        return new Snippet(
                "offer-command",
                "With the command line",
                "aws cloudformation deploy --stack-name vigil --template-file %s --capabilities CAPABILITY_NAMED_IAM"
                        .formatted(file),
                "");
    }

    private static Snippet file(Offers.Offer offer) {
        return new Snippet("offer-file", offer.file(), offer.text(), offer.file());
    }
}
