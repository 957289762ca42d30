package io.breakwater.actors.board;

import java.util.concurrent.CompletionStage;

/** Where the tape's log ends in the journal, whoever has written it. */
@FunctionalInterface
public interface TapeEnd {

    /**
     * The highest number of the log; every block that was acknowledged before the call is counted. Fails where the
     * journal does not answer.
     */
    CompletionStage<Long> highest();
}
