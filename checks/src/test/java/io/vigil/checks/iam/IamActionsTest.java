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
}
