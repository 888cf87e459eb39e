package io.vigil.tenants.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vigil.tenancy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a list of accounts as people keep them. */
final class AccountRows {
    private static final Set<String> COLUMNS = Set.of("account", "name", "roleName", "regions");

    private AccountRows() {}

    /** @throws Problem 400 if the body is no list */
    static List<JsonNode> json(String body, ObjectMapper mapper) {
        try {
            JsonNode list = mapper.readTree(body);
            if (!list.isArray()) throw Problem.badRequest("the body must be a list of accounts");
            List<JsonNode> rows = new ArrayList<>();
            list.forEach(rows::add);
            return rows;
        } catch (JsonProcessingException unreadable) {
            throw Problem.badRequest("the body: not readable as JSON");
        }
    }

    /**
     * The first line names the columns, {@code account} among them; regions stand in one cell with spaces between. Cells
     * are separated by commas, or by semicolons as spreadsheets write them where the comma is the decimal sign.
     *
     * @throws Problem 400 if it is no CSV, or has another column
     */
    static List<JsonNode> csv(String body) {
        String text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        List<JsonNode> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .allowMissingFields(true)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : reader) rows.add(row(record));
        } catch (CsvParseException | java.io.IOException | IllegalArgumentException unreadable) {
            throw Problem.badRequest("the body: not readable as CSV: " + unreadable.getMessage());
        }
        return rows;
    }

    private static char separator(String text) {
        String heading = text.lines().findFirst().orElse("");
        return heading.indexOf(';') >= 0 && heading.indexOf(',') < 0 ? ';' : ',';
    }

    private static ObjectNode row(NamedCsvRecord record) {
        if (!record.getHeader().contains("account"))
            throw Problem.badRequest("the body: the first line names no column 'account'");
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String column : record.getHeader()) {
            if (!COLUMNS.contains(column))
                throw Problem.badRequest("the body: column '%s' is none of %s"
                        .formatted(column, COLUMNS.stream().sorted().toList()));
            String cell = record.findField(column).orElse("").strip();
            if (cell.isEmpty()) continue;
            if (!column.equals("regions")) row.put(column, cell);
            else
                for (String region : cell.split("[ ;]+", -1))
                    row.withArray("regions").add(region);
        }
        return row;
    }
}
