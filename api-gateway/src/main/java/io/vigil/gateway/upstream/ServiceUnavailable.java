package io.vigil.gateway.upstream;

/** A service does not answer, or answers with a failure of its own; trying again may help. */
public final class ServiceUnavailable extends RuntimeException {
    private final Service service;

    public ServiceUnavailable(Service service, String why) {
        super("%s: %s".formatted(service.audience(), why));
        this.service = service;
    }

    public ServiceUnavailable(Service service, Throwable cause) {
        super("%s: %s".formatted(service.audience(), cause), cause);
        this.service = service;
    }

    public Service service() {
        return service;
    }
}
