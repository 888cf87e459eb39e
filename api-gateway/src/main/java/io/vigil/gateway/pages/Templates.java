package io.vigil.gateway.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vigil.gateway.pages.accounts.AccountView;
import io.vigil.gateway.pages.accounts.AccountsView;
import io.vigil.gateway.pages.accounts.ConnectView;
import io.vigil.gateway.pages.accounts.FirstView;
import io.vigil.gateway.pages.accounts.ImportView;
import io.vigil.gateway.pages.alerts.AlertsView;
import io.vigil.gateway.pages.attestations.AttestView;
import io.vigil.gateway.pages.attestations.AttestationView;
import io.vigil.gateway.pages.attestations.AttestationsView;
import io.vigil.gateway.pages.audit.AuditView;
import io.vigil.gateway.pages.audits.AuditedAccountView;
import io.vigil.gateway.pages.audits.AuditsView;
import io.vigil.gateway.pages.audits.WeeklyAuditView;
import io.vigil.gateway.pages.channels.ChannelView;
import io.vigil.gateway.pages.channels.ChannelsView;
import io.vigil.gateway.pages.exceptions.ExceptionView;
import io.vigil.gateway.pages.exceptions.ExceptionsView;
import io.vigil.gateway.pages.exceptions.RequestView;
import io.vigil.gateway.pages.findings.FindingsView;
import io.vigil.gateway.pages.fleet.AcknowledgementsView;
import io.vigil.gateway.pages.fleet.AuditQueueView;
import io.vigil.gateway.pages.fleet.BlockedView;
import io.vigil.gateway.pages.fleet.FleetView;
import io.vigil.gateway.pages.fleet.TriageView;
import io.vigil.gateway.pages.frameworks.FrameworkLine;
import io.vigil.gateway.pages.frameworks.FrameworkView;
import io.vigil.gateway.pages.grants.AccessView;
import io.vigil.gateway.pages.grants.EnterView;
import io.vigil.gateway.pages.history.HistoryView;
import io.vigil.gateway.pages.invitations.InvitationView;
import io.vigil.gateway.pages.members.MembersView;
import io.vigil.gateway.pages.offboarding.OffboardingsView;
import io.vigil.gateway.pages.organizations.OrganizationView;
import io.vigil.gateway.pages.ownlogin.OwnLoginView;
import io.vigil.gateway.pages.packs.PackView;
import io.vigil.gateway.pages.packs.ResponsibilityView;
import io.vigil.gateway.pages.posture.PostureView;
import io.vigil.gateway.pages.reports.ReportsView;
import io.vigil.gateway.pages.retention.RetentionView;
import io.vigil.gateway.pages.scans.ScanView;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.schedules.SchedulesView;
import io.vigil.gateway.pages.subscriptions.LinkView;
import io.vigil.gateway.pages.subscriptions.SubscriptionView;
import io.vigil.gateway.pages.tokens.TokensView;
import io.vigil.gateway.pages.transfers.TransferView;
import java.util.List;

/** The pages, checked against what they are given when the gateway is built. */
@CheckedTemplate
public final class Templates {
    private Templates() {}

    public static native TemplateInstance posture(Shell shell, PostureView page);

    public static native TemplateInstance findings(Shell shell, FindingsView page);

    public static native TemplateInstance exceptions(Shell shell, ExceptionsView page);

    public static native TemplateInstance exception(Shell shell, ExceptionView page);

    public static native TemplateInstance newexception(Shell shell, RequestView page);

    public static native TemplateInstance attestations(Shell shell, AttestationsView page);

    public static native TemplateInstance attestation(Shell shell, AttestationView page);

    public static native TemplateInstance attest(Shell shell, AttestView page);

    public static native TemplateInstance accounts(Shell shell, AccountsView page);

    public static native TemplateInstance account(Shell shell, AccountView page);

    public static native TemplateInstance first(Shell shell, FirstView page);

    public static native TemplateInstance connect(Shell shell, ConnectView page);

    public static native TemplateInstance organization(Shell shell, OrganizationView page);

    public static native TemplateInstance scan(Shell shell, ScanView page);

    public static native TemplateInstance schedules(Shell shell, SchedulesView page);

    public static native TemplateInstance nextruns(NextRuns next);

    public static native TemplateInstance reports(Shell shell, ReportsView page);

    public static native TemplateInstance subscription(Shell shell, SubscriptionView page);

    public static native TemplateInstance channels(Shell shell, ChannelsView page);

    public static native TemplateInstance channel(Shell shell, ChannelView page);

    public static native TemplateInstance alerts(Shell shell, AlertsView page);

    public static native TemplateInstance link(LinkView page);

    public static native TemplateInstance history(Shell shell, HistoryView page);

    public static native TemplateInstance frameworks(
            Shell shell, List<FrameworkLine> pages, List<FrameworkLine> others);

    public static native TemplateInstance framework(Shell shell, FrameworkView page);

    public static native TemplateInstance audit(Shell shell, AuditView page);

    public static native TemplateInstance tokens(Shell shell, TokensView page);

    public static native TemplateInstance pack(Shell shell, PackView page);

    public static native TemplateInstance responsibility(Shell shell, ResponsibilityView page);

    public static native TemplateInstance members(Shell shell, MembersView page);

    public static native TemplateInstance ownlogin(Shell shell, OwnLoginView page);

    public static native TemplateInstance retention(Shell shell, RetentionView page);

    public static native TemplateInstance invitation(InvitationView page);

    public static native TemplateInstance importing(Shell shell, ImportView page);

    public static native TemplateInstance fleet(Shell shell, FleetView page, BlockedView blocked);

    public static native TemplateInstance triage(Shell shell, TriageView page);

    public static native TemplateInstance auditqueue(Shell shell, AuditQueueView page);

    public static native TemplateInstance audits(Shell shell, AuditsView page);

    public static native TemplateInstance weeklyaudit(Shell shell, WeeklyAuditView page);

    public static native TemplateInstance auditedaccount(Shell shell, AuditedAccountView page);

    public static native TemplateInstance acknowledgements(Shell shell, AcknowledgementsView page);

    public static native TemplateInstance offboardings(Shell shell, OffboardingsView page);

    public static native TemplateInstance enter(Shell shell, EnterView page);

    public static native TemplateInstance access(Shell shell, AccessView page);

    public static native TemplateInstance failure(FailureView page);

    public static native TemplateInstance transfer(Shell shell, TransferView page);

    public static native TemplateInstance welcome(WelcomeView page);

    public static native TemplateInstance choose(Shell shell);
}
