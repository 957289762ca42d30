package io.breakwater.feed.file;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * What is in a file, whether it is packed (gzip, or the first file in a zip) or not: its first bytes tell. Unpacks no
 * bombs, and tells a file that was cut.
 */
final class Unpacked extends CountedInput {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 2;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 'P' << 8 | 'K';
    /** Rows of a market pack to a tenth, seldom to a fiftieth; deflate's limit is about a thousandth. */
    private static final int MOST_TIMES = 250;
    private static final long HARMLESS_BYTES = 1 << 24;

    private final CountedInput packed;

    private Unpacked(InputStream in, CountedInput packed) {
        super(in);
        this.packed = packed;
    }

    static Unpacked of(InputStream file) throws IOException {
        CountedInput packed = new CountedInput(file);
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER);
        in.mark(MAGIC);
        int magic = in.read() << 8 | in.read();
        in.reset();
        try {
            return new Unpacked(switch (magic) {
                case GZIP -> new GZIPInputStream(in, BUFFER);
                case ZIP -> firstEntry(new ZipInputStream(in));
                default -> in;
            }, packed);
        } catch (EOFException cut) {
            throw truncated(cut);
        } catch (ZipException broken) {
            throw new FeedFault(Fault.MALFORMED, String.valueOf(broken.getMessage()));
        }
    }

    private static InputStream firstEntry(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            throw new FeedFault(Fault.MALFORMED, "a zip with nothing in it");
        }
        return zip;
    }

    private static FeedFault truncated(EOFException cut) {
        return new FeedFault(Fault.TRUNCATED, String.valueOf(cut.getMessage()));
    }

    /** Nothing for sure: a reader that went on for more would lose what it has where the file was cut. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int read = super.read(into, offset, length);
            if (count() > HARMLESS_BYTES && count() / MOST_TIMES > packed.count()) {
                throw new FeedFault(Fault.BOMB, count() + " bytes out of " + packed.count());
            }
            return read;
        } catch (EOFException cut) {
            throw truncated(cut);
        } catch (ZipException broken) {
            throw new FeedFault(Fault.MALFORMED, String.valueOf(broken.getMessage()));
        }
    }
}
