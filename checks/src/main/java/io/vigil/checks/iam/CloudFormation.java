package io.vigil.checks.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Roles as templates of CloudFormation. JSON is YAML too, so that documents stand in a template as they are. What differs
 * between accounts is a parameter, or for many accounts at once a mapping.
 */
public final class CloudFormation {
    /** Of a template's mapping (AWS CloudFormation quotas). */
    public static final int MAX_ACCOUNTS = 200;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CloudFormation() {}

    /** Of one account. The role's own values are the parameters' defaults, so that nothing has to be typed. */
    static String template(ReadRole role) {
        String parameters = """
                Parameters:
                  RoleName:
                    Type: "String"
                    Default: "%s"
                    AllowedPattern: "[A-Za-z0-9_+=,.@-]{1,64}"
                  Principal:
                    Type: "String"
                    Description: "Who may assume the role: the provider's own principal, as Vigil names it."
                    Default: "%s"
                    AllowedPattern: "arn:aws(-[a-z]+)*:(iam|sts)::[0-9]{12}:.+"
                  ExternalId:
                    Type: "String"
                    Description: "Drawn by Vigil for this account alone; the role answers to nobody who does not know it."
                    Default: "%s"
                    AllowedPattern: "[A-Za-z0-9_+=,.@:/-]{2,1224}"
                """.formatted(role.name(), role.principal(), role.externalId());
        return template(role, parameters, ref("RoleName"), ref("Principal"), ref("ExternalId"));
    }

    /**
     * Of all the accounts of an organization, each with an ExternalId of its own: for a StackSet. In an account that is
     * not among them nothing is made.
     *
     * @param roles by account id; alike in all but name and ExternalId
     * @throws IllegalArgumentException when there are none, or more than AWS takes
     */
    public static String organization(SortedMap<String, ReadRole> roles) {
        if (roles.isEmpty() || roles.size() > MAX_ACCOUNTS)
            throw new IllegalArgumentException(
                    "a template is for 1 to %d accounts, not for %d".formatted(MAX_ACCOUNTS, roles.size()));
        ObjectNode accounts = JSON.objectNode();
        new TreeMap<>(roles)
                .forEach((account, role) ->
                        accounts.putObject(account).put("RoleName", role.name()).put("ExternalId", role.externalId()));
        ReadRole any = roles.firstEntry().getValue();
        String mapping = "Mappings:\n  Accounts:\n%s\n".formatted(Texts.indented(accounts, 4));
        return template(any, mapping, ofAccount("RoleName"), JSON.textNode(any.principal()), ofAccount("ExternalId"));
    }

    private static String template(
            ReadRole role, String inputs, JsonNode name, JsonNode principal, JsonNode externalId) {
        return """
                AWSTemplateFormatVersion: "2010-09-09"
                Description: "%s."
                %sResources:
                  Role:
                    Type: "AWS::IAM::Role"
                    Properties:
                      RoleName: %s
                      Description: "%s"
                      MaxSessionDuration: %d
                      AssumeRolePolicyDocument:
                %s
                      ManagedPolicyArns:
                %s%sOutputs:
                  RoleArn:
                    Value: {"Fn::GetAtt": ["Role", "Arn"]}
                """.formatted(
                Texts.PURPOSE,
                inputs,
                name,
                Texts.PURPOSE,
                Texts.MAX_SESSION,
                Texts.indented(trust(role, principal, externalId), 8),
                Texts.each(role.policies(), (number, policy) -> "        - Ref: \"Policy%d\"\n".formatted(number)),
                Texts.each(role.policies(), (number, policy) -> policy(number, policy, name)));
    }

    private static ObjectNode trust(ReadRole role, JsonNode principal, JsonNode externalId) {
        ObjectNode trust = role.trust();
        ObjectNode statement = (ObjectNode) trust.path("Statement").path(0);
        ((ObjectNode) statement.path("Principal")).set("AWS", principal);
        ((ObjectNode) statement.path("Condition").path("StringEquals")).set("sts:ExternalId", externalId);
        return trust;
    }

    private static String policy(int number, ReadRole.Policy policy, JsonNode roleName) {
        return """
                  Policy%d:
                    Type: "AWS::IAM::ManagedPolicy"
                    Properties:
                      ManagedPolicyName: {"Fn::Join": ["-", [%s, "%d"]]}
                      PolicyDocument:
                %s
                """.formatted(number, roleName, number, Texts.indented(policy.document(), 8));
    }

    private static ObjectNode ref(String parameter) {
        return JSON.objectNode().put("Ref", parameter);
    }

    private static ObjectNode ofAccount(String what) {
        ObjectNode found = JSON.objectNode();
        found.putArray("Fn::FindInMap")
                .add("Accounts")
                .add(ref("AWS::AccountId"))
                .add(what);
        return found;
    }
}
