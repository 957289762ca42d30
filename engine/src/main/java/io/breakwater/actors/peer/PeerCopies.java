package io.breakwater.actors.peer;

import java.util.List;

/** The copies of peers' logs in the own store. Only what is durable here is ever shown. */
public interface PeerCopies {

    /**
     * Blocks of a copy in order, fewer than asked for where it ends; waits for the store. Throws where that cannot be
     * read, and is asked again later.
     *
     * @param log as its data center names it, such as {@code span-00}
     * @param from number of the first block
     */
    List<byte[]> read(String dataCenter, String log, long from, int most);

    /** Number of a copy's last block; 0 where there is none yet. Waits and throws as {@link #read}. */
    long highest(String dataCenter, String log);
}
