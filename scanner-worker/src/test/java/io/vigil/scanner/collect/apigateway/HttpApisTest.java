package io.vigil.scanner.collect.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.apigateway.ApiMethod;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

class HttpApisTest {
    private static final Api SOCKET = Api.builder().protocolType("WEBSOCKET").build();
    private static final Api HTTP = Api.builder().protocolType("HTTP").build();
    private static final Route DEFAULT =
            Route.builder().routeKey("$default").authorizationType("NONE").build();

    @Test
    void aWebSocketAsksWhoConnectsAndNobodyElse() {
        // Given
        Route connect = Route.builder()
                .routeKey("$connect")
                .authorizationType("AWS_IAM")
                .build();

        // Then
        assertThat(HttpApis.methods(SOCKET, List.of(connect, DEFAULT)))
                .containsExactly(new ApiMethod("$connect", "ANY", "AWS_IAM", false));
    }

    @Test
    void aWebSocketWithoutARouteToConnectByLetsEverybodyIn() {
        assertThat(HttpApis.methods(SOCKET, List.of(DEFAULT)))
                .containsExactly(new ApiMethod("$connect", "ANY", "NONE", false));
        assertThat(HttpApis.methods(SOCKET, List.of())).isEmpty();
    }

    @Test
    void anHttpApiAsksByRoute() {
        assertThat(HttpApis.methods(
                        HTTP,
                        List.of(
                                DEFAULT,
                                Route.builder()
                                        .routeKey("GET /orders")
                                        .authorizationType("JWT")
                                        .build())))
                .containsExactly(
                        new ApiMethod("$default", "ANY", "NONE", false), new ApiMethod("/orders", "GET", "JWT", false));
    }
}
