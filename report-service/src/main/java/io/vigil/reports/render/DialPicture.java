package io.vigil.reports.render;

import io.vigil.reports.posture.Counts;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import org.apache.batik.transcoder.SVGAbstractTranscoder;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.PNGTranscoder;

/** The dial of a report as a picture, for mail programs, which draw no SVG. */
public final class DialPicture {
    /** Twice the size at which it is shown, for fine displays. */
    private static final float PIXELS = 192;

    private DialPicture() {}

    /** A PNG. */
    public static byte[] of(Counts counts) {
        PNGTranscoder transcoder = new PNGTranscoder();
        transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_WIDTH, PIXELS);
        transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_HEIGHT, PIXELS);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            transcoder.transcode(
                    new TranscoderInput(new StringReader(Charts.dial(counts).toString())), new TranscoderOutput(png));
        } catch (TranscoderException broken) {
            throw new IllegalStateException("the dial cannot be drawn", broken);
        }
        return png.toByteArray();
    }
}
