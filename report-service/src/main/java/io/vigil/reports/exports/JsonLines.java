package io.vigil.reports.exports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON value a line, each line with its end. */
final class JsonLines implements Closeable {
    private final JsonGenerator json;

    JsonLines(OutputStream out, ObjectMapper mapper) throws IOException {
        json = mapper.createGenerator(out);
        // else each line goes out by itself, and becomes a chunk of a file by itself
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setRootValueSeparator(new SerializedString(""));
    }

    void line(Object value) throws IOException {
        json.writePOJO(value);
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
