package io.vigil.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One AWS request from the wire to the wire: who asks, for what, what goes wrong, whether it is allowed, the answer. */
final class Serve {
    private final ReadCall readCall;
    private final Sessions sessions;
    private final Faults faults;
    private final CallCounts counts;
    private final Answer answer;
    private final Duration latency;
    private final InstantSource clock;

    Serve(
            ReadCall readCall,
            Sessions sessions,
            Faults faults,
            CallCounts counts,
            Answer answer,
            Duration latency,
            InstantSource clock) {
        this.readCall = readCall;
        this.sessions = sessions;
        this.faults = faults;
        this.counts = counts;
        this.answer = answer;
        this.latency = latency;
        this.clock = clock;
    }

    Outcome serve(WireRequest request) throws InterruptedException {
        var requestId = UUID.randomUUID();
        if (latency.isPositive()) {
            Thread.sleep(latency);
        }
        var scope = SignatureScope.of(request.header("Authorization").orElse(""));
        if (scope.isEmpty()) {
            return error(guess(request), false, Refusals.missingAuthentication(guess(request)), requestId);
        }
        var service = readCall.service(scope.get(), request);
        if (service.isEmpty()) {
            return error(
                    guess(request),
                    false,
                    new AwsError(
                            400,
                            "UnknownOperationException",
                            "This sandbox has no SDK module of the service "
                                    + scope.get().service()),
                    requestId);
        }
        var protocol = service.get().protocol();
        var isS3 = service.get().folder().equals("s3");
        try {
            var outcome = serve(request, scope.get(), service.get(), requestId);
            return outcome instanceof Outcome.Reply(var response)
                            && request.method().equals("HEAD")
                    ? new Outcome.Reply(new WireResponse(
                            response.status(), response.contentType(), response.headers(), new byte[0]))
                    : outcome;
        } catch (AwsError e) {
            return error(protocol, isS3, e, requestId);
        } catch (BadData e) {
            System.err.println("sandbox: " + e.getMessage());
            return error(protocol, isS3, Refusals.internal(protocol, String.valueOf(e.getMessage())), requestId);
        }
    }

    private Outcome serve(WireRequest request, SignatureScope scope, AwsService service, UUID requestId)
            throws InterruptedException {
        var session =
                sessions.authenticate(service.protocol(), scope.accessKey(), request.header("X-Amz-Security-Token"));
        var question = readCall.read(service, request);
        var call = new Call(session, scope.region(), question.operation(), question.arguments(), /* isEndless */ false);
        var name = call.operation().name();
        counts.add(call.account(), call.region(), service.folder(), name);
        var fault = faults.strike(call.account(), call.region(), service.folder(), name)
                .or(() -> entered(call).flatMap(account -> faults.strikeEntering(account, call.region(), name)));
        if (fault.isPresent()) {
            return Break.with(fault.get(), call, clock.instant(), broken -> spoken(broken, requestId));
        }
        return new Outcome.Reply(answered(call, requestId));
    }

    /** The account whose role is to be assumed: a fault may lie in wait there too. */
    private static Optional<String> entered(Call call) {
        return call.operation().key().equals("sts:assumerole")
                ? call.text("RoleArn").filter(arn -> arn.split(":").length > 4).map(arn -> arn.split(":")[4])
                : Optional.empty();
    }

    /** The answer, be it an error: that can be broken as well. */
    private WireResponse spoken(Call call, UUID requestId) {
        try {
            return answered(call, requestId);
        } catch (AwsError e) {
            var isS3 = call.service().folder().equals("s3");
            return WriteError.write(call.service().protocol(), isS3, e, requestId);
        }
    }

    private WireResponse answered(Call call, UUID requestId) {
        Authorize.authorize(call);
        var found = answer.answer(call);
        try {
            return WriteAnswer.write(call.operation(), found.document(), requestId);
        } catch (BadData e) {
            throw e.in(found.source());
        }
    }

    private static Outcome error(Protocol protocol, boolean isS3, AwsError error, UUID requestId) {
        var response = WriteError.write(protocol, isS3, error, requestId);
        return new Outcome.Reply(response.with(withId(response.headers(), requestId)));
    }

    private static Map<String, String> withId(Map<String, String> headers, UUID requestId) {
        var all = new java.util.HashMap<>(headers);
        all.put("x-amzn-RequestId", requestId.toString());
        return all;
    }

    /** The protocol of somebody who does not say which service: by what the request looks like. */
    private static Protocol guess(WireRequest request) {
        if (request.header("X-Amz-Target").isPresent()) {
            return Protocol.JSON;
        }
        return request.method().equals("POST") ? Protocol.QUERY : Protocol.REST_XML;
    }
}
