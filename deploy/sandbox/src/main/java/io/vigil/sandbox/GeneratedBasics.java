package io.vigil.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What every account has once, however many resources it holds. */
final class GeneratedBasics {
    private static final String REPORT_HEADER =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
                    + "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
                    + "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,"
                    + "access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,"
                    + "access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
    private static final String NO_KEY = "false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A";

    private final String account;

    GeneratedBasics(String account) {
        this.account = account;
    }

    Map<String, ObjectNode> files(List<String> users) {
        return Map.of(
                "global/iam/GetAccountSummary.json", summary(users.size()),
                "global/iam/GetCredentialReport.json", report(users),
                "global/iam/GetAccountAuthorizationDetails.json", authorization(users),
                "global/ec2/GetEbsEncryptionByDefault.json",
                        JsonNodeFactory.instance.objectNode().put("EbsEncryptionByDefault", true));
    }

    private static ObjectNode summary(int users) {
        var summary = JsonNodeFactory.instance.objectNode();
        summary.putObject("SummaryMap")
                .put("Users", users)
                .put("AccountMFAEnabled", 1)
                .put("AccountAccessKeysPresent", 0)
                .put("AccountPasswordPresent", 1);
        return summary;
    }

    private ObjectNode report(List<String> users) {
        var report = JsonNodeFactory.instance.objectNode();
        var lines = report.putArray("Content").add(REPORT_HEADER);
        lines.add(
                "<root_account>,arn:aws:iam::%s:root,{now-P900D},not_supported,{now-P200D},not_supported,not_supported,true,%s"
                        .formatted(account, NO_KEY));
        for (int i = 0; i < users.size(); i++) {
            // every third one signs in without MFA
            lines.add("%s,arn:aws:iam::%s:user/%s,{now-P300D},true,{now-P2D},{now-P100D},N/A,%s,%s"
                    .formatted(users.get(i), account, users.get(i), i % 3 != 0, NO_KEY));
        }
        return report.put("ReportFormat", "text/csv").put("GeneratedTime", "{now}");
    }

    private ObjectNode authorization(List<String> users) {
        var details = JsonNodeFactory.instance.objectNode();
        var list = details.putArray("UserDetailList");
        users.forEach(name -> {
            var user = list.addObject()
                    .put("Path", "/")
                    .put("UserName", name)
                    .put(
                            "UserId",
                            "AIDA" + name.toUpperCase(java.util.Locale.ROOT).replace("-", ""))
                    .put("Arn", "arn:aws:iam::%s:user/%s".formatted(account, name))
                    .put("CreateDate", "{now-P300D}");
            user.putArray("GroupList");
            user.putArray("AttachedManagedPolicies");
            user.putArray("UserPolicyList");
        });
        details.putArray("GroupDetailList");
        details.putArray("RoleDetailList");
        details.putArray("Policies");
        return details;
    }
}
