package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.checks.Fix.Kind;
import io.vigil.contracts.CheckId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words {@code cli}, {@code terraform} and {@code cloudformation} of the check language. */
class FixesTest {
    private static final CheckId ID = new CheckId("s3-bucket-made-up");

    private static final String BODY = """
            title: Buckets are made up
            severity: low
            owner: customer
            resource: aws.s3.bucket
            let: {grantees: 'resource.grants.map(g, g.?Grantee.?ID.orValue(""))'}
            pass: grantees.size() == 0
            message: x
            risk: x
            remediation: x
            references: [https://docs.aws.amazon.com/]
            """;

    @Test
    void fillsInTheFindingsOwnValuesQuotedForEachPlace() {
        // Given
        Fixes fixes = fixes("""
                cli: |
                  aws s3api put-bucket-x --bucket={{resource.Name}} --region={{region}} --expected-bucket-owner={{account}}
                terraform: |
                  resource "aws_s3_bucket_x" "this" {
                    bucket = {{resource.Name}}
                  }
                cloudformation: |
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: {{resource.Name}}
                      Arn: {{"arn:aws:s3:::" + resource.Name}}
                """);
        // When
        List<Fix> written = fixes.of(
                ID,
                new Fix.Target(
                        "aws.s3.bucket", "x", "111122223333", "eu-central-1", Map.of("Name", "it's-${a}-\"b\"")));
        // Then
        assertThat(written).extracting(Fix::kind).containsExactly(Kind.CLI, Kind.TERRAFORM, Kind.CLOUDFORMATION);
        assertThat(written.get(0).text())
                .isEqualTo(
                        "aws s3api put-bucket-x --bucket='it'\\''s-${a}-\"b\"' --region='eu-central-1' --expected-bucket-owner='111122223333'");
        assertThat(written.get(1).text()).contains("bucket = \"it's-$${a}-\\\"b\\\"\"");
        assertThat(written.get(2).text()).contains("Arn: \"arn:aws:s3:::it's-${a}-\\\"b\\\"\"");
    }

    @Test
    void whatWasNotReadStandsInAngleBracketsAndNothingElseBreaks() {
        // Given
        Fixes fixes = fixes("cli: 'aws x --bucket={{resource.Name}} --grantees={{grantees}}'\n");
        // When, Then
        assertThat(fixes.of(ID).getFirst().text())
                .isEqualTo("aws x --bucket='<resource.Name>' --grantees='<grantees>'");
        assertThat(fixes.of(
                                ID,
                                new Fix.Target(
                                        "aws.s3.bucket", "x", "1", "r", Map.of("Name", List.of("another shape"))))
                        .getFirst()
                        .text())
                .contains("'<resource.Name>'");
        assertThat(fixes.of(ID, new Fix.Target("aws.ec2.volume", "x", "1", "r", Map.of())))
                .isEmpty();
        assertThat(fixes.of(new CheckId("nobody-knows-this"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cli: 'aws x --bucket={{resource.Nome}}' | undefined field
            cli: 'aws x --bucket {{resource.Name}}' | --option=
            cli: 'aws x --bucket=a{{resource.Name}}' | --option=
            cli: 'aws x --bucket={{resource.Name}}/x' | --option=
            cli: 'aws x --bucket={{resource.Name' | not closed
            cli: 'aws x --bucket={{resource}}' | must be text
            cli: "aws x --doc='--a={{resource.Name}} '" | --option=
            terraform: 'bucket = "x-{{resource.Name}}"' | name =
            terraform: 'bucket = <<A {{resource.Name}}' | heredoc
            cloudformation: '"!Sub x-{{resource.Name}}"' | Name:
            cloudformation: 'Name: "{{resource.Name}}"' | Name:
            """)
    void refusesWhatCouldNotBeQuoted(String words, String because) {
        assertThatThrownBy(() -> fixes(words + "\n").of(ID))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining(because);
    }

    private static Fixes fixes(String words) {
        return new Fixes(
                CheckCatalogue.of(List.of(CheckSource.read("checks/aws/network/s3/" + ID + ".yaml", BODY + words))));
    }
}
