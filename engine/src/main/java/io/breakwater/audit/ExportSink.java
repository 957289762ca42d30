package io.breakwater.audit;

import java.io.IOException;

/** Takes the lines of an export, one file after the other. May wait: the export waits with it. */
public interface ExportSink {

    /** @param lines whole lines, UTF-8; the array is the sink's own */
    void lines(String file, byte[] lines) throws IOException;
}
