package io.vigil.reports.catalogue;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

@ApplicationScoped
public class Catalogue {
    public Layer layer(CheckId check) {
        return Layer.ACCOUNT;
    }

    public Owner owner(CheckId check) {
        return Owner.CUSTOMER;
    }

    public String title(CheckId check) {
        return check.value();
    }

    public String service(CheckId check) {
        return check.value();
    }

    public String risk(CheckId check) {
        return "";
    }

    public String remediation(CheckId check) {
        return "";
    }

    public List<java.net.URI> references(CheckId check) {
        return List.of();
    }

    public List<io.vigil.reports.findings.ReadFinding.Requirement> requirementsOf(CheckId check) {
        return List.of();
    }

    public List<String> frameworkIds() {
        return List.of("vigil-baseline");
    }

    public Set<CheckId> checksOf(String framework) {
        return Set.of();
    }
}
