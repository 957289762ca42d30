package io.breakwater.audit;

import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;

/** Finds the payments of funding of an instrument in the log that fixed them, however long ago. */
public final class FundingPaid {
    /** A block may say a time so much before that of one in front of it: another machine's clock decided it. */
    private static final long MOST_BACK_MICROS = 600_000_000;

    private final Archive archive;

    public FundingPaid(Archive archive) {
        this.archive = archive;
    }

    /**
     * Those that fell due after a time and move money, by rising time from the first on. The name may have been another
     * contract's before, and may be another one's since: theirs are not among them.
     *
     * @param log of the instrument's lane
     * @param instrument its name
     * @param micros epoch micros, no earlier than it was listed
     * @param most of them, 1 or more
     * @throws DamagedLog where the log cannot be read
     */
    public List<FundingRate> after(String log, String instrument, long micros, int most) {
        DecidedLog<?, InstrumentCommand, InstrumentEvent> kind = archive.decided(log, new InstrumentAggregate());
        LogScan scan = archive.scan(kind);
        List<FundingRate> found = new ArrayList<>();
        scan.read(scan.between(micros - MOST_BACK_MICROS, Long.MAX_VALUE), BytePattern.of(instrument)::isIn,
                block -> collect(block, instrument, micros, found) && found.size() < most, new Progress());
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    /** @return whether what follows may be of the same contract */
    private static boolean collect(Block block, String instrument, long micros, List<FundingRate> found) {
        for (Envelope envelope : block.envelopes()) {
            if (envelope.entity().equals(instrument)) {
                if (envelope.event() instanceof InstrumentEvent.InstrumentListed && !found.isEmpty()) {
                    return false;
                }
                if (envelope.event() instanceof InstrumentEvent.FundingFixed(_, FundingRate rate)
                        && rate.dueAtMicros() > micros && rate.movesMoney()) {
                    found.add(rate);
                }
            }
        }
        return true;
    }
}
