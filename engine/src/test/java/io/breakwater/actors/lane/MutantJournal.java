package io.breakwater.actors.lane;

import com.typesafe.config.Config;
import io.breakwater.log.BlockReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.PersistentRepr;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** A journal in memory that several nodes share, as it must be and as it must never be. */
public final class MutantJournal extends MemoryJournal {
    private static final Map<String, Shared> STORES = new ConcurrentHashMap<>();

    private final Shared shared;
    private final Mutant mutant;

    /** What is wrong with a node's journal. */
    enum Mutant {
        /** Nothing: appends where the number is free, answers when it is stored, settles a lost answer by the bytes. */
        NONE,
        /** Writes whether or not the number is free. */
        APPENDS_WITHOUT_CONDITION,
        /** Acknowledges what it has sent. */
        ACKNOWLEDGES_BEFORE_THE_APPEND_RETURNS,
        /** Takes an append without an answer for one that has not happened. */
        ASSUMES_A_TIMED_OUT_APPEND_FAILED,
        /** Does not write the block that says who has taken over. */
        TAKES_OVER_WITHOUT_RAISING_THE_TERM
    }

    public MutantJournal(Config config) {
        this.shared = shared(config.getString("store"));
        this.mutant = Mutant.valueOf(config.getString("mutant"));
    }

    static Shared shared(String name) {
        return STORES.computeIfAbsent(name, _ -> new Shared());
    }

    /** What is stored, and what is wrong with the way there; safe for many threads. */
    static final class Shared {
        private final Map<String, List<BlockBytes>> logs = new ConcurrentHashMap<>();
        private boolean cut;
        private boolean losingAnswers;
        private int lost;

        synchronized List<BlockBytes> log(String pid) {
            return List.copyOf(logs.getOrDefault(pid, List.of()));
        }

        /** From now on nothing arrives. */
        synchronized void cut() {
            cut = true;
            lost = 0;
        }

        /** Whether something has not arrived since the cut, and whoever sent it waits for an answer in vain. */
        synchronized boolean hasLost() {
            return lost > 0;
        }

        /** From now on what arrives is stored, and the answer is lost. */
        synchronized void loseAnswers() {
            losingAnswers = true;
        }

        synchronized void mend() {
            cut = false;
            losingAnswers = false;
        }

        private synchronized void append(PersistentRepr row, Mutant mutant, Promise<Void> answer) {
            List<BlockBytes> log = logs.computeIfAbsent(row.persistenceId(), _ -> new ArrayList<>());
            BlockBytes block = (BlockBytes) row.payload();
            boolean announces = !log.isEmpty() && BlockReader.open(block.bytes()).header().events() == 0;
            boolean isNext = row.sequenceNr() == log.size() + 1;
            if (mutant == Mutant.TAKES_OVER_WITHOUT_RAISING_THE_TERM && announces) {
                answer.success(null);
            } else if (cut) {
                if (mutant == Mutant.ACKNOWLEDGES_BEFORE_THE_APPEND_RETURNS) {
                    answer.success(null);
                } else {
                    lost++;
                }
            } else if (isNext || mutant == Mutant.APPENDS_WITHOUT_CONDITION) {
                store(log, (int) row.sequenceNr() - 1, block);
                if (losingAnswers && mutant == Mutant.ASSUMES_A_TIMED_OUT_APPEND_FAILED) {
                    answer.failure(new IllegalStateException("it has surely failed"));
                } else {
                    answer.success(null);
                }
            } else {
                answer.failure(new IllegalStateException("the block exists"));
            }
        }

        private static void store(List<BlockBytes> log, int index, BlockBytes block) {
            if (index < log.size()) {
                log.set(index, block);
            } else {
                log.add(block);
            }
        }
    }

    @Override
    Future<Void> append(PersistentRepr row) {
        Promise<Void> answer = Promise.apply();
        shared.append(row, mutant, answer);
        return answer.future();
    }

    @Override
    List<BlockBytes> log(String persistenceId) {
        return shared.log(persistenceId);
    }
}
