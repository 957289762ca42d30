package io.breakwater.journal.rocksdb;

import org.rocksdb.InfoLogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RocksDB's warnings and errors in the node's own log, instead of LOG files among the data. */
final class NativeLog extends org.rocksdb.Logger {

    private static final Logger LOG = LoggerFactory.getLogger("io.breakwater.journal.rocksdb.native");

    NativeLog() {
        super(InfoLogLevel.WARN_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String text) {
        // Pages of it go beyond the first line, and push what a node says itself off the screen.
        String message = text.lines().findFirst().orElse("");
        switch (level) {
            case ERROR_LEVEL, FATAL_LEVEL -> LOG.error(message);
            case WARN_LEVEL -> LOG.warn(message);
            case DEBUG_LEVEL, INFO_LEVEL, HEADER_LEVEL, NUM_INFO_LOG_LEVELS -> LOG.debug(message);
        }
    }
}
