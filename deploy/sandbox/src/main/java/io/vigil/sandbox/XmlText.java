package io.vigil.sandbox;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML as a text; what XML 1.0 cannot carry is refused instead of sent broken. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    XmlText() {
        try {
            writer = FACTORY.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param attributes names and values in turn */
    void open(String name, String... attributes) {
        try {
            writer.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                writer.writeAttribute(attributes[i], attributes[i + 1]);
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void close(String name) {
        try {
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("closing " + name, e);
        }
    }

    void element(String name, String value) {
        open(name);
        characters(value);
        close(name);
    }

    void characters(String value) {
        try {
            int from = 0;
            for (int i = 0; i < value.length(); i++) {
                var letter = value.charAt(i);
                if (letter == '\r') {
                    // a bare carriage return would reach the reader as a line feed
                    writer.writeCharacters(value.substring(from, i));
                    writer.writeEntityRef("#13");
                    from = i + 1;
                } else if (letter < ' ' && letter != '\n' && letter != '\t') {
                    throw new BadData("XML cannot carry the control character U+%04X".formatted((int) letter));
                }
            }
            writer.writeCharacters(value.substring(from));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        try {
            writer.flush();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
