package io.vigil.checks.aws.apigateway;

/**
 * What an API answers to.
 *
 * @param path of HTTP and WebSocket APIs the route key, such as {@code $default}
 * @param method {@code ANY} where the route names none
 * @param authorization {@code NONE} for everybody, else AWS's word
 * @param apiKey whether a key is wanted
 */
public record ApiMethod(String path, String method, String authorization, boolean apiKey) {}
