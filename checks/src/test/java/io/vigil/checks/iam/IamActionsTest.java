package io.vigil.checks.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IamActionsTest {
    @Test
    void knowsTheOddOnes() {
        assertThat(IamActions.of("s3:ListBuckets")).isEqualTo("s3:ListAllMyBuckets");
        assertThat(IamActions.of("s3control:GetPublicAccessBlock")).isEqualTo("s3:GetAccountPublicAccessBlock");
        assertThat(IamActions.of("accessanalyzer:ListAnalyzers")).isEqualTo("access-analyzer:ListAnalyzers");
        assertThat(IamActions.of("ec2:DescribeVpcs")).isEqualTo("ec2:DescribeVpcs");
        assertThatThrownBy(() -> IamActions.of("DescribeVpcs")).hasMessageContaining("service:Operation");
    }

    @Test
    void knowsWhatTheServiceOfAResourceDemandsBesides() {
        assertThat(IamActions.of("wafv2:GetWebACLForResource")).isEqualTo("wafv2:GetWebACLForResource");
        assertThat(IamActions.of("wafv2:GetWebACLForResource/COGNITO_USER_POOL"))
                .isEqualTo("cognito-idp:GetWebACLForResource");
        assertThat(IamActions.besides("wafv2:GetWebACLForResource"))
                .containsExactlyInAnyOrder(
                        "apprunner:DescribeWebAclForService",
                        "cognito-idp:GetWebACLForResource",
                        "ec2:GetVerifiedAccessInstanceWebAcl");
        assertThat(IamActions.besides("wafv2:GetWebACL")).isEmpty();
        assertThatThrownBy(() -> IamActions.of("wafv2:GetWebACLForResource/API_GATEWAY"))
                .hasMessageContaining("API_GATEWAY");
    }
}
