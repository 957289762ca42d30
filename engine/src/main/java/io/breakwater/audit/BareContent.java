package io.breakwater.audit;

import io.breakwater.audit.LogReport.Head;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Digest;

/** Blocks that are only read, when only chains are asked for. */
record BareContent(BlockReader reader) implements LogAudit.Content {

    @Override
    public boolean fold(Block block, boolean known) {
        return true;
    }

    @Override
    public void after(Head head, boolean known) {}

    @Override
    public Digest stateHash(Head head, boolean known) {
        return null;
    }

    @Override
    public void end(Head head) {}

    @Override
    public LogReport report(LogReport bare) {
        return bare;
    }
}
