package io.vigil.reports.files;

import io.vigil.tenancy.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Documents stay small: the server's own limit is that of files, which only some endpoints take. */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class LimitBodies implements ContainerRequestFilter {
    static final int LARGEST_DOCUMENT_BYTES = 256 * 1024;

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo endpoint;

    @Override
    public void filter(ContainerRequestContext request) {
        if (endpoint.getResourceMethod().isAnnotationPresent(TakesFile.class)) return;
        if (request.getLength() > LARGEST_DOCUMENT_BYTES)
            throw Problem.tooLarge("a document may have %d bytes at most".formatted(LARGEST_DOCUMENT_BYTES));
        // nobody can say beforehand how much it is
        if (request.getLength() < 0 && request.getHeaderString("Transfer-Encoding") != null)
            throw new WebApplicationException(HttpHeaders.CONTENT_LENGTH + " is missing", Status.LENGTH_REQUIRED);
    }
}
