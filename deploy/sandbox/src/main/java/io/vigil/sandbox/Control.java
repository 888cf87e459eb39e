package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** The sandbox's own calls, below {@code /_sandbox/}: set and clear faults, read and clear the counts of calls. */
final class Control {
    static final String PATH = "/_sandbox/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Faults faults;
    private final CallCounts counts;
    private final AccountFiles files;

    Control(Faults faults, CallCounts counts, AccountFiles files) {
        this.faults = faults;
        this.counts = counts;
        this.files = files;
    }

    WireResponse serve(WireRequest request) throws JsonProcessingException {
        return switch (request.method() + " " + request.rawPath().substring(PATH.length())) {
            case "GET faults" -> json(200, faults.all());
            case "POST faults" -> addFault(request);
            case "DELETE faults" -> {
                var account = request.query().get("account");
                if (account == null) {
                    faults.clear();
                } else {
                    account.forEach(faults::clear);
                }
                yield json(200, faults.all());
            }
            case "GET calls" -> json(200, counts.all());
            case "DELETE calls" -> {
                counts.clear();
                yield json(200, counts.all());
            }
            case "GET accounts" -> json(200, files.accounts());
            default ->
                json(404, Map.of("error", "the sandbox knows faults, calls and accounts, not " + request.rawPath()));
        };
    }

    private WireResponse addFault(WireRequest request) throws JsonProcessingException {
        try {
            var fault = JSON.readValue(request.body(), Fault.class);
            faults.add(fault);
            return json(201, fault);
        } catch (JsonProcessingException e) {
            return json(400, Map.of("error", e.getOriginalMessage()));
        } catch (IOException e) {
            throw new AssertionError("bytes in memory are always readable", e);
        }
    }

    private static WireResponse json(int status, Object body) throws JsonProcessingException {
        return WireResponse.of(status, "application/json", JSON.writeValueAsString(body));
    }
}
