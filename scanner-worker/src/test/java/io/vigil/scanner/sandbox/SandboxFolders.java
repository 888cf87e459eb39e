package io.vigil.scanner.sandbox;

import java.util.Map;

/** The sandbox calls some services otherwise than the catalogue's operations do. */
final class SandboxFolders {
    private static final Map<String, String> OTHERWISE = Map.of(
            "cognito-identity", "cognitoidentity",
            "cognito-idp", "cognitoidentityprovider",
            "elasticloadbalancing", "elbv2",
            "events", "eventbridge",
            "network-firewall", "networkfirewall",
            "sso-admin", "ssoadmin",
            "tag", "resourcegroupstaggingapi",
            "waf-regional", "waf");

    private SandboxFolders() {}

    /** @param service prefix of an operation, such as {@code cognito-idp} */
    static String of(String service) {
        return OTHERWISE.getOrDefault(service, service);
    }

    /** @param operation such as {@code cognito-idp:ListUserPools} */
    static String ofOperation(String operation) {
        int colon = operation.indexOf(':');
        return of(operation.substring(0, colon)) + operation.substring(colon);
    }
}
