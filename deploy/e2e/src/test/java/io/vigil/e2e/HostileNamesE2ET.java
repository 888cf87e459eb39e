package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Names and tags are written by strangers; each must come out of every output as what it is: text. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class HostileNamesE2ET {
    private static final String CHECK = "ec2-ebs-volume-encrypted";
    private static final String SECRETS = "eu-central-1/secretsmanager/ListSecrets.json";
    private static final String VOLUMES = "eu-central-1/ec2/DescribeVolumes.json";
    private static final int LONGEST_ARN = 2048;

    private static final List<String> NAMES = List.of(
            "\"double\" 'single' `tick` \\back",
            "first line\nsecond line",
            "=cmd|' /C calc'!A0",
            "+1+cmd()",
            "@SUM(1+1)",
            "<script>document.title='owned'</script>",
            "<img src=x onerror=\"document.title='owned'\">",
            "{{7*7}} ${7*7} %s %n {resource.VolumeId}",
            "'; drop table finding; --",
            "\u202Egnp.exe right to left",
            "rocket \uD83D\uDE80 family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "null",
            " spaces around ");

    private final List<String> alarms = new ArrayList<>();

    @Test
    void everyNameComesOutOfEveryOutputAsText() throws IOException {
        // Given
        Platform platform = Platform.running();
        Customer customer = Customer.create(platform, People.AMIR);
        SandboxAccount account = customer.connect("777788889999");
        String longest = longestArn(account);
        account.edit(VOLUMES, content -> addVolumes((ArrayNode) content.required("Volumes")));
        account.edit(SECRETS, content -> {
            ObjectNode secret = ((ArrayNode) content.required("SecretList")).addObject();
            secret.put("ARN", longest).put("Name", "long").put("RotationEnabled", false);
        });

        // When
        customer.scan(account);

        // Then: the API
        List<JsonNode> findings = customer.findings("account=%s&check=%s&status=FAIL".formatted(account.id(), CHECK));
        assertThat(findings)
                .extracting(finding -> finding.required("resourceName").asText())
                .containsAll(NAMES);
        assertThat(customer.findings("account=" + account.id()))
                .extracting(finding -> finding.required("resource").asText())
                .contains(longest);

        // and the exports
        assertThat(ndjson(customer)).containsAll(NAMES).contains("long");
        assertThat(csv(customer))
                .containsAll(NAMES.stream().map(HostileNamesE2ET::inert).toList());
        String pdf = pdf(customer);
        for (String seen : List.of("=cmd|' /C calc'!A0", "'; drop table finding; --", "<script>"))
            assertThat(pdf).contains(seen);

        // and the portal
        try (Browser browser = Browser.open(platform)) {
            Page page = browser.loggedIn(People.AMIR);
            page.onDialog(dialog -> alarms.add(dialog.message()));
            page.onPageError(alarms::add);
            for (JsonNode finding : findings) {
                String name = finding.required("resourceName").asText();
                if (!NAMES.contains(name)) continue;
                int status = browser.go(
                        page,
                        "/t/%s/findings/%s"
                                .formatted(
                                        customer.slug(), finding.required("id").asText()));
                assertThat(status).as(name).isEqualTo(200);
                assertThat(squeezed(page.locator("main").innerText())).contains(squeezed(name));
                assertThat(page.title()).as(name).isNotEqualTo("owned");
            }
            browser.go(page, "/t/%s/findings?check=%s".formatted(customer.slug(), CHECK));
            assertThat(page.locator("main script, main img[src=x]").count()).isZero();
            Browser.picture(page, "hostile-names");
            assertThat(Browser.barriers(page)).isEmpty();
        }
        assertThat(alarms).isEmpty();
    }

    private static void addVolumes(ArrayNode volumes) {
        for (int i = 0; i < NAMES.size(); i++) {
            ObjectNode volume = volumes.addObject()
                    .put("VolumeId", "vol-%017x".formatted(i + 1))
                    .put("AvailabilityZone", "eu-central-1a")
                    .put("CreateTime", "{now-P90D}")
                    .put("Encrypted", false)
                    .put("Size", 8)
                    .put("State", "available")
                    .put("VolumeType", "gp3");
            ArrayNode tags = volume.putArray("Tags");
            tags.addObject().put("Key", "Name").put("Value", NAMES.get(i));
            tags.addObject().put("Key", NAMES.get(i)).put("Value", NAMES.get(i));
        }
    }

    private static String longestArn(SandboxAccount account) {
        String start = "arn:aws:secretsmanager:eu-central-1:%s:secret:".formatted(account.id());
        return start + "x".repeat(LONGEST_ARN - start.length());
    }

    private static List<String> ndjson(Customer customer) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> names = new ArrayList<>();
        for (String line : content(customer, "ndjson").split("\n", -1)) {
            if (line.isBlank()) continue;
            JsonNode row = json.readTree(line);
            // the last line says by which packs it was judged
            if (!row.has("record")) names.add(row.required("resourceName").asText());
        }
        return names;
    }

    private static List<String> csv(Customer customer) throws IOException {
        List<String> cells = new ArrayList<>();
        try (CsvReader<CsvRecord> rows =
                CsvReader.builder().ofCsvRecord(content(customer, "csv").substring(1))) {
            rows.forEach(row -> cells.addAll(row.getFields()));
        }
        assertThat(cells).noneMatch(cell -> !cell.isEmpty() && "=+@".indexOf(cell.charAt(0)) >= 0);
        return cells;
    }

    /** What a spreadsheet would run stands behind an apostrophe. */
    private static String inert(String name) {
        return "=+-@".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }

    private static String pdf(Customer customer) throws IOException {
        byte[] bytes = customer.api()
                .get(customer.path("/reports/" + customer.report("pdf") + "/content"))
                .bytes();
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String content(Customer customer, String format) {
        Api.Answer answer = customer.api().get(customer.path("/reports/" + customer.report(format) + "/content"));
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    /** Pages fold white space. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
