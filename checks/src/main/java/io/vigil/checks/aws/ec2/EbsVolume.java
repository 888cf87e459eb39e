package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * A volume.
 *
 * @param backupPlans names of the plans of AWS Backup that cover it, or an instance that it is attached to
 */
public record EbsVolume(@Itself Volume volume, StoredData data, Read<List<String>> backupPlans) {}
