package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults in force: those set at run time, and those that an account's {@code faults.json} lists. */
public final class Faults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final AccountFiles files;

    private record Armed(Fault fault, AtomicInteger before, AtomicInteger left) {
        boolean strike() {
            if (before.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                return false;
            }
            return fault.times() == null || left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    Faults(AccountFiles files) {
        this.files = files;
    }

    public void add(Fault fault) {
        armed.add(new Armed(fault, counter(fault.after()), counter(fault.times())));
    }

    private static AtomicInteger counter(@Nullable Integer from) {
        return new AtomicInteger(from == null ? 0 : from);
    }

    /** Takes away what was set at run time; an account's file keeps its own. */
    public void clear() {
        armed.clear();
    }

    /** Takes away what was set at run time for one account. */
    public void clear(String account) {
        armed.removeIf(one -> account.equals(one.fault().account()));
    }

    /** What was set at run time, spent faults included. */
    public List<Fault> all() {
        return armed.stream().map(Armed::fault).toList();
    }

    Optional<Fault> strike(String account, String region, String service, String operation) {
        for (var one : armed) {
            if (one.fault().hits(account, region, service, operation) && one.strike()) {
                return Optional.of(one.fault());
            }
        }
        return inFile(account).stream()
                .filter(fault -> fault.hits(account, region, service, operation))
                .findFirst();
    }

    /** A fault of STS that names the account whose role is assumed; who assumes it is in another account. */
    Optional<Fault> strikeEntering(String account, String region, String operation) {
        for (var one : armed) {
            if (isOfEntering(one.fault(), account, region, operation) && one.strike()) {
                return Optional.of(one.fault());
            }
        }
        return inFile(account).stream()
                .filter(fault -> isOfEntering(fault, account, region, operation))
                .findFirst();
    }

    private static boolean isOfEntering(Fault fault, String account, String region, String operation) {
        return fault.account() != null
                && "sts".equals(fault.service())
                && fault.hits(account, region, "sts", operation);
    }

    private List<Fault> inFile(String account) {
        return files.own(account, "faults.json").stream()
                .flatMap(content -> PolicyDocument.list(content).stream())
                .map(content -> parse(account, content))
                .toList();
    }

    private static Fault parse(String account, JsonNode content) {
        try {
            var fault = JSON.treeToValue(content, Fault.class).in(account);
            if (fault.times() != null || fault.after() != null) {
                throw new BadData(account
                        + "/faults.json: a fault in a file lasts as long as the file; take out 'times' and 'after'");
            }
            return fault;
        } catch (JsonProcessingException e) {
            throw new BadData(account + "/faults.json: " + e.getOriginalMessage());
        }
    }
}
