package io.vigil.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** AWS's words for what is refused, in each protocol's own codes. */
final class Refusals {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration SKEW_ALLOWED = Duration.ofMinutes(15);
    private static final Duration WRONG_BY = Duration.ofHours(3);

    private Refusals() {}

    static AwsError unknownOperation(AwsService service, String asked) {
        return switch (service.protocol()) {
            case QUERY, EC2 ->
                new AwsError(400, "InvalidAction", "The action " + asked + " is not valid for this web service.");
            case JSON -> new AwsError(400, "UnknownOperationException", "Unknown operation " + asked);
            case REST_JSON -> new AwsError(404, "UnknownOperationException", "Unknown operation " + asked);
            case REST_XML ->
                new AwsError(
                        405, "MethodNotAllowed", "The specified method is not allowed against this resource: " + asked);
        };
    }

    /** An operation that AWS has and this account's folder has no answer for: never an empty success. */
    static AwsError notServed(AwsOperation operation, String account, String region) {
        var text = "%s is not served by this sandbox: account %s, region %s has no file %s/%s.json"
                .formatted(
                        operation.name(), account, region, operation.service().folder(), operation.name());
        return switch (operation.service().protocol()) {
            case QUERY, EC2 -> new AwsError(400, "InvalidAction", text);
            case JSON, REST_JSON -> new AwsError(400, "UnknownOperationException", text);
            case REST_XML -> new AwsError(501, "NotImplemented", text);
        };
    }

    static AwsError missingAuthentication(Protocol protocol) {
        return switch (protocol) {
            case EC2 -> new AwsError(401, "AuthFailure", "Request is missing Authentication Token");
            case REST_XML -> new AwsError(403, "AccessDenied", "Access Denied");
            default -> new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        };
    }

    static AwsError unknownCredentials(Protocol protocol) {
        return switch (protocol) {
            case EC2 ->
                new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
            case REST_XML ->
                new AwsError(
                        403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
            case QUERY ->
                new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            case JSON ->
                new AwsError(
                        400, "UnrecognizedClientException", "The security token included in the request is invalid.");
            case REST_JSON ->
                new AwsError(
                        403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        };
    }

    static AwsError expiredCredentials(Protocol protocol) {
        return switch (protocol) {
            case EC2 -> new AwsError(400, "RequestExpired", "Request has expired.");
            case REST_XML -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
            case QUERY -> new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
            case JSON ->
                new AwsError(400, "ExpiredTokenException", "The security token included in the request is expired");
            case REST_JSON ->
                new AwsError(403, "ExpiredTokenException", "The security token included in the request is expired");
        };
    }

    /** STS in a region that its account has switched off. */
    static AwsError stsOff(String account) {
        return new AwsError(
                403,
                "RegionDisabledException",
                "STS is not activated in this region for account:%s. Your account administrator can activate STS in this region using the IAM Console."
                        .formatted(account));
    }

    static AwsError signedTooLongAgo(Instant now) {
        return new AwsError(
                403,
                "SignatureDoesNotMatch",
                "Signature expired: %s is now earlier than %s (%s - 15 min.)"
                        .formatted(
                                BASIC.format(now.minus(WRONG_BY)),
                                BASIC.format(now.minus(SKEW_ALLOWED)),
                                BASIC.format(now)));
    }

    static AwsError signedInTheFuture(Instant now) {
        return new AwsError(
                403,
                "SignatureDoesNotMatch",
                "Signature not yet current: %s is still later than %s (%s + 15 min.)"
                        .formatted(
                                BASIC.format(now.plus(WRONG_BY)),
                                BASIC.format(now.plus(SKEW_ALLOWED)),
                                BASIC.format(now)));
    }

    /** @param why such as {@code because no session policy allows the ec2:DescribeVpcs action} */
    static AwsError accessDenied(Protocol protocol, String arn, String action, String why) {
        var text = "User: %s is not authorized to perform: %s %s".formatted(arn, action, why);
        return switch (protocol) {
            case EC2 ->
                new AwsError(403, "UnauthorizedOperation", "You are not authorized to perform this operation. " + text);
            case QUERY, REST_XML -> new AwsError(403, "AccessDenied", text);
            case JSON -> new AwsError(400, "AccessDeniedException", text);
            case REST_JSON -> new AwsError(403, "AccessDeniedException", text);
        };
    }

    static AwsError throttled(Protocol protocol) {
        return switch (protocol) {
            case EC2 -> new AwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
            case REST_XML -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
            case QUERY -> new AwsError(400, "Throttling", "Rate exceeded");
            case JSON -> new AwsError(400, "ThrottlingException", "Rate exceeded");
            case REST_JSON -> new AwsError(429, "TooManyRequestsException", "Rate exceeded");
        };
    }

    static AwsError internal(Protocol protocol, String text) {
        return switch (protocol) {
            case EC2, REST_XML -> new AwsError(500, "InternalError", text);
            case QUERY, JSON, REST_JSON -> new AwsError(500, "InternalFailure", text);
        };
    }

    /** A pagination token that this operation never gave out in this account. */
    static AwsError badToken(AwsOperation operation) {
        return switch (operation.service().folder()) {
            case "ec2" -> new AwsError(400, "InvalidParameterValue", "Unable to parse pagination token");
            case "iam" -> new AwsError(400, "ValidationError", "Invalid Marker");
            case "rds" -> new AwsError(400, "InvalidParameterValue", "The request token (marker) is invalid.");
            case "elbv2" -> new AwsError(400, "ValidationError", "Invalid marker");
            case "kms" -> new AwsError(400, "InvalidMarkerException", "Could not deserialize the marker");
            case "s3" -> new AwsError(400, "InvalidArgument", "The continuation token provided is incorrect");
            case "wafv2" -> new AwsError(400, "WAFInvalidParameterException", "The NextMarker is not valid");
            case "shield" -> new AwsError(400, "InvalidPaginationTokenException", "The NextToken is not valid");
            case "config", "cloudtrail", "s3control" ->
                new AwsError(400, "InvalidNextTokenException", "The nextToken provided is invalid");
            case "ssm" -> new AwsError(400, "InvalidNextToken", "The specified token is not valid.");
            case "guardduty" -> new AwsError(400, "BadRequestException", "The value for nextToken is not valid");
            case "securityhub" -> new AwsError(400, "InvalidInputException", "Invalid NextToken");
            case "lambda" -> new AwsError(400, "InvalidParameterValueException", "The Marker is not valid");
            case "logs" -> new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid.");
            default -> new AwsError(400, "ValidationException", "The pagination token is not valid");
        };
    }
}
