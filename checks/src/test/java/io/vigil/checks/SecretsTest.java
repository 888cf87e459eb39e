package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Struct;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No document can hold a secret: every member that a document can reach is looked at by its name. */
class SecretsTest {
    private static final Pattern SUSPECT =
            Pattern.compile("(?i).*(password|secret|credential|token|environment|userdata|privatekey|header).*");

    /** Looked at and harmless: names of settings, counts and dates, ARNs that point to a secret without holding it. */
    private static final Set<String> HARMLESS = Set.of(
            "AutoScalingLaunchConfiguration.secretTraces",
            "AwsAccount.passwordPolicy",
            "CloudFormationStack.secretTraces",
            "CodeBuildProject.secretTraces",
            "Ec2Instance.ClientToken",
            "Ec2Instance.secretTraces",
            "Ec2LaunchTemplate.secretTraces",
            "EcsTaskDefinition.secretTraces",
            "EfsFileSystem.CreationToken",
            "EksCluster.ClientRequestToken",
            "ElastiCacheReplicationGroup.AuthTokenEnabled",
            "ElastiCacheReplicationGroup.AuthTokenLastModifiedDate",
            "IamUser.PasswordLastUsed",
            "IamUser.credentials",
            "LambdaFunction.secretTraces",
            "RdsCluster.MasterUserSecret",
            "RdsInstance.MasterUserSecret",
            "RdsInstance.TdeCredentialArn",
            "RdsSnapshot.TdeCredentialArn",
            "RedshiftCluster.MasterPasswordSecretArn",
            "RedshiftCluster.MasterPasswordSecretKmsKeyId",
            "RootUser.passwordEnabled",
            "SecretsManagerSecret.ExternalSecretRotationMetadata",
            "SecretsManagerSecret.ExternalSecretRotationRoleArn",
            "SecretsManagerSecret.SecretVersionsToStages",
            "SsmDocument.secretTraces",
            "UserCredentials.passwordChanged",
            "UserCredentials.passwordEnabled",
            "UserCredentials.passwordLastUsed",
            "WafWebAcl.TokenDomains",
            "apigateway.MethodSetting.UnauthorizedCacheControlHeaderStrategy",
            "apigatewayv2.Cors.AllowCredentials",
            "apigatewayv2.Cors.AllowHeaders",
            "apigatewayv2.Cors.ExposeHeaders",
            "cloudfront.CacheBehavior.ResponseHeadersPolicyId",
            "cloudfront.DefaultCacheBehavior.ResponseHeadersPolicyId",
            "cloudfront.ForwardedValues.Headers",
            "cloudfront.Origin.CustomHeaders",
            "cloudfront.OriginCustomHeader.HeaderName",
            "cognitoidentity.CognitoIdentityProvider.ServerSideTokenCheck",
            "cognitoidentityprovider.LambdaConfigType.PreTokenGeneration",
            "cognitoidentityprovider.LambdaConfigType.PreTokenGenerationConfig",
            "cognitoidentityprovider.PasswordPolicyType.PasswordHistorySize",
            "cognitoidentityprovider.PasswordPolicyType.TemporaryPasswordValidityDays",
            "cognitoidentityprovider.RiskConfigurationType.CompromisedCredentialsRiskConfiguration",
            "cognitoidentityprovider.UserPoolPolicyType.PasswordPolicy",
            "ec2.InstanceMetadataDefaultsResponse.HttpTokens",
            "ec2.InstanceMetadataOptionsResponse.HttpTokens",
            "ecs.ContainerDefinition.CredentialSpecs",
            "ecs.ContainerDefinition.EnvironmentFiles",
            "ecs.ContainerDefinition.RepositoryCredentials",
            "ecs.ContainerDefinition.Secrets",
            "ecs.FSxWindowsFileServerAuthorizationConfig.CredentialsParameter",
            "ecs.LogConfiguration.SecretOptions",
            "ecs.RepositoryCredentials.CredentialsParameter",
            "ecs.ServiceConnectTestTrafficRules.Header",
            "elasticache.ReplicationGroupPendingModifiedValues.AuthTokenStatus",
            "elasticloadbalancingv2.AuthenticateOidcActionConfig.TokenEndpoint",
            "elasticloadbalancingv2.AuthenticateOidcActionConfig.UseExistingClientSecret",
            "iam.PasswordPolicy.AllowUsersToChangePassword",
            "iam.PasswordPolicy.ExpirePasswords",
            "iam.PasswordPolicy.MaxPasswordAge",
            "iam.PasswordPolicy.MinimumPasswordLength",
            "iam.PasswordPolicy.PasswordReusePrevention",
            "lambda.Cors.AllowCredentials",
            "lambda.Cors.AllowHeaders",
            "lambda.Cors.ExposeHeaders",
            "lambda.LambdaManagedInstancesCapacityProviderConfig.ExecutionEnvironmentMemoryGiBPerVCpu",
            "lambda.LambdaManagedInstancesCapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency",
            "opensearch.AdvancedSecurityOptions.InternalUserDatabaseEnabled",
            "rds.DomainMembership.AuthSecretArn",
            "rds.MasterUserSecret.SecretArn",
            "rds.MasterUserSecret.SecretStatus",
            "wafv2.CustomRequestHandling.InsertHeaders",
            "wafv2.CustomResponse.ResponseHeaders",
            "wafv2.FieldToMatch.HeaderOrder",
            "wafv2.FieldToMatch.Headers",
            "wafv2.FieldToMatch.SingleHeader",
            "wafv2.ForwardedIPConfig.HeaderName",
            "wafv2.HeaderMatchPattern.ExcludedHeaders",
            "wafv2.HeaderMatchPattern.IncludedHeaders",
            "wafv2.IPSetForwardedIPConfig.HeaderName",
            "wafv2.ManagedRuleGroupConfig.PasswordField",
            "wafv2.RateBasedStatementCustomKey.Header",
            "wafv2.RequestInspection.PasswordField",
            "wafv2.RequestInspectionACFP.PasswordField",
            "wafv2.ResponseInspection.Header",
            "wafv2.WebACL.TokenDomains");

    @Test
    void everyMemberWithASuspectNameHasBeenLookedAt() {
        Set<String> suspects = new TreeSet<>();
        Set<Shape> seen = new HashSet<>();
        for (ResourceType<?> type : ResourceTypes.ALL) look(Shapes.of(type.document()), seen, suspects);

        assertThat(suspects).isEqualTo(new TreeSet<>(HARMLESS));
    }

    private static void look(Shape shape, Set<Shape> seen, Set<String> suspects) {
        switch (shape) {
            case Struct struct -> {
                if (!seen.add(struct)) return;
                struct.members().forEach((name, member) -> {
                    if (SUSPECT.matcher(name).matches()) suspects.add(struct.name() + "." + name);
                    look(member.shape(), seen, suspects);
                });
            }
            case ListOf(Shape element) -> look(element, seen, suspects);
            case MapOf(Shape value) -> look(value, seen, suspects);
            case OptionalOf(Shape value) -> look(value, seen, suspects);
            case Shape.Scalar scalar -> {}
        }
    }
}
