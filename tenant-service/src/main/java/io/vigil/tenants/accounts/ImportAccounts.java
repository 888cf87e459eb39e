package io.vigil.tenants.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connects many accounts, each by itself: what is wrong with one costs no other, and what is connected already stays as it
 * is, so that the same list may be sent again.
 */
@ApplicationScoped
public class ImportAccounts {
    private static final int MOST_ROWS = 1_000;
    private static final int SHOWN = 80;

    /** What became of an account that was to be connected. */
    public enum Result {
        CONNECTED,
        /** To this tenant, before; nothing was changed. */
        ALREADY_CONNECTED,
        REFUSED
    }

    /**
     * What became of one of them.
     *
     * @param row counts from 1, a heading not included
     * @param account as it was sent
     * @param message why it was refused
     */
    public record Row(
            int row,
            String account,
            Result result,
            @Nullable String message) {}

    /** What became of all of them. */
    public record Imported(int connected, int alreadyConnected, int refused, List<Row> rows) {
        public static Imported of(List<Row> rows) {
            return new Imported(
                    count(rows, Result.CONNECTED),
                    count(rows, Result.ALREADY_CONNECTED),
                    count(rows, Result.REFUSED),
                    rows);
        }

        private static int count(List<Row> rows, Result result) {
            return (int) rows.stream().filter(row -> row.result() == result).count();
        }
    }

    private final ConnectAccount connectAccount;
    private final TenantTransaction transaction;
    private final ObjectMapper json;
    private final Validator validator;

    ImportAccounts(
            ConnectAccount connectAccount, TenantTransaction transaction, ObjectMapper json, Validator validator) {
        this.connectAccount = connectAccount;
        this.transaction = transaction;
        this.json = json;
        this.validator = validator;
    }

    /** @throws Problem 400 if the body is no list of accounts, 413 if the list is too long */
    Imported importAll(TenantId tenant, String body, boolean isCsv, Caller by) {
        List<JsonNode> asked = isCsv ? AccountRows.csv(body) : AccountRows.json(body, json);
        if (asked.size() > MOST_ROWS)
            throw Problem.tooLarge("%d accounts at once; at most %d".formatted(asked.size(), MOST_ROWS));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) rows.add(one(tenant, i + 1, asked.get(i), by));
        return Imported.of(rows);
    }

    private Row one(TenantId tenant, int number, JsonNode asked, Caller by) {
        String sent = asked.path("account").asText();
        if (sent.length() > SHOWN) sent = sent.substring(0, SHOWN) + "…";
        try {
            NewAccount account = json.treeToValue(asked, NewAccount.class);
            if (account == null) return new Row(number, sent, Result.REFUSED, "nothing is in it");
            String faults = validator.validate(account).stream()
                    .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
                    .sorted()
                    .collect(Collectors.joining("; "));
            if (!faults.isEmpty()) return new Row(number, sent, Result.REFUSED, faults);
            return connect(tenant, number, account, by);
        } catch (JsonProcessingException unreadable) {
            return new Row(number, sent, Result.REFUSED, why(unreadable));
        }
    }

    /**
     * One of a list that was made here.
     *
     * @param number of its row
     */
    public Row connect(TenantId tenant, int number, NewAccount account, Caller by) {
        String sent = account.account().value();
        if (isConnected(tenant, account.account())) return new Row(number, sent, Result.ALREADY_CONNECTED, null);
        try {
            connectAccount.connect(tenant, account, by);
            return new Row(number, sent, Result.CONNECTED, null);
        } catch (Problem refused) {
            // somebody else of the tenant may have been quicker
            return isConnected(tenant, account.account())
                    ? new Row(number, sent, Result.ALREADY_CONNECTED, null)
                    : new Row(number, sent, Result.REFUSED, refused.getMessage());
        }
    }

    private static String why(JsonProcessingException unreadable) {
        String field = unreadable instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                        && mapping.getPath().getFirst().getFieldName() != null
                ? mapping.getPath().getFirst().getFieldName() + ": "
                : "";
        return unreadable.getCause() instanceof IllegalArgumentException known
                ? field + known.getMessage()
                : field + "not of the expected shape";
    }

    private boolean isConnected(TenantId tenant, AccountId account) {
        return transaction.call(
                tenant, handle -> Accounts.access(handle, tenant, account).isPresent());
    }
}
