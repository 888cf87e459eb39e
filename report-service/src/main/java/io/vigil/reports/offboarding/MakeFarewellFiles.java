package io.vigil.reports.offboarding;

import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.contracts.Uuids;
import io.vigil.reports.files.CreateReport;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.State;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.ingest.Patience;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes what a customer takes along: the report for people and all findings for machines; each file once an order. */
@ApplicationScoped
class MakeFarewellFiles {
    private static final Logger LOG = Logger.getLogger(MakeFarewellFiles.class);
    private static final List<Format> FORMATS = List.of(Format.PDF, Format.CSV, Format.NDJSON);
    private static final String SHOWN_AS = "Vigil, since the customer leaves";

    private final CreateReport createReport;
    private final ReportFiles files;

    MakeFarewellFiles(CreateReport createReport, ReportFiles files) {
        this.createReport = createReport;
        this.files = files;
    }

    /** One that cannot be made is told as such: it must not keep the customer for ever. */
    List<TenantPartClosed.File> make(TenantClosing order) {
        return FORMATS.stream().map(format -> make(order, format)).toList();
    }

    private TenantPartClosed.File make(TenantClosing order, Format format) {
        TenantId tenant = order.tenant();
        UUID id = Uuids.ofName("farewell", tenant, order.revision(), format);
        Caller ourselves = new Caller("report-service", Optional.of(tenant), Role.SERVICE, SHOWN_AS);
        Stored ordered =
                createReport.order(tenant, id, format, ReportAsk.posture(Optional.empty()), Locale.ENGLISH, ourselves);
        return told(ordered.state() == State.MAKING ? made(tenant, ordered) : ordered);
    }

    private Stored made(TenantId tenant, Stored ordered) {
        try {
            return createReport.make(tenant, ordered.id());
        } catch (RuntimeException failed) {
            if (Patience.isPassing(failed)) throw failed;
            LOG.errorf(
                    failed, "a file of a leaving customer could not be made: tenant=%s file=%s", tenant, ordered.id());
            files.fail(tenant, ordered.id(), "It could not be made.");
            return files.find(tenant, ordered.id());
        }
    }

    private static TenantPartClosed.File told(Stored stored) {
        return new TenantPartClosed.File(stored.id(), stored.name(), stored.bytes(), stored.sha256());
    }
}
