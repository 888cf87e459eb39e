package io.vigil.reports.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.vigil.contracts.EventJson;
import io.vigil.reports.findings.Finding;
import java.io.IOException;

/** The ways in which files write JSON; all of them write whole texts alone. */
final class ExportJson {
    /** As the API tells a finding. */
    static final ObjectMapper PLAIN = EventJson.MAPPER.copy().registerModule(wholeTexts());

    /** As OCSF names its attributes; what is not known is left out. */
    static final ObjectMapper OCSF = foreign(PropertyNamingStrategies.SNAKE_CASE);

    /** As AWS names its attributes; what is not known is left out. */
    static final ObjectMapper AWS = foreign(PropertyNamingStrategies.UPPER_CAMEL_CASE);

    private ExportJson() {}

    /** The line of {@link PlainLines}, in UTF-8. */
    static byte[] bytes(Finding finding) {
        try {
            return PLAIN.writeValueAsBytes(finding);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("finding %s has no JSON form".formatted(finding.id()), notJson);
        }
    }

    private static ObjectMapper foreign(PropertyNamingStrategy names) {
        ObjectMapper mapper = EventJson.MAPPER.copy();
        mapper.registerModule(wholeTexts());
        mapper.setPropertyNamingStrategy(names);
        mapper.setDefaultPropertyInclusion(
                JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY));
        return mapper;
    }

    private static SimpleModule wholeTexts() {
        return new SimpleModule("whole texts").addSerializer(String.class, new WholeTexts());
    }

    private static final class WholeTexts extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1;

        WholeTexts() {
            super(String.class);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, String text) {
            return text.isEmpty();
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(WholeText.of(text));
        }
    }
}
