package io.breakwater.feed.file;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.file.binance.BinanceFile;
import io.breakwater.feed.file.deribit.DeribitChain;
import io.breakwater.feed.file.tardis.TardisFile;

/** Finds out whose file it is: by its first row, and by its name where that says nothing. */
final class Dialects {

    /** @param reader of the rows @param isHeader whether the first row holds names, no data */
    record Begun(RowReader reader, boolean isHeader) {}

    private Dialects() {}

    /** @throws FeedFault UNKNOWN or MALFORMED */
    static Begun of(String fileName, Row first) {
        if (TardisFile.isHeader(first)) {
            return new Begun(TardisFile.of(fileName, first), true);
        }
        if (DeribitChain.isHeader(first)) {
            return new Begun(new DeribitChain(first), true);
        }
        RowReader reader = BinanceFile.of(fileName, first);
        if (reader == null) {
            throw new FeedFault(Fault.UNKNOWN, "neither of Tardis, Binance nor Deribit: " + fileName);
        }
        return new Begun(reader, BinanceFile.isHeader(first));
    }
}
