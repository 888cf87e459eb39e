package io.vigil.scanner.collect.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Tag;

final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return byKey;
    }

    /** The tag that people use as a name, else the id. */
    static String name(List<Tag> tags, String id) {
        String name = of(tags).getOrDefault("Name", "");
        return name.isBlank() ? id : name;
    }
}
