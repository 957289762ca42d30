package io.breakwater.actors.lane;

import com.typesafe.config.Config;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import io.breakwater.journal.StoredRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.PersistentRepr;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** A journal in memory that a test can hold back, make fail, look into and damage. It appends a number once. */
public final class GatedJournal extends MemoryJournal {
    private static final Map<String, Store> STORES = new ConcurrentHashMap<>();

    private final Store store;

    public GatedJournal(Config config) {
        this.store = store(config.getString("store"));
    }

    public static Store store(String name) {
        return STORES.computeIfAbsent(name, fresh -> new Store());
    }

    public static Store renewed(String name) {
        STORES.remove(name);
        return store(name);
    }

    /** What the journal keeps, by persistence id; safe for many threads. */
    public static final class Store {
        private final Map<String, List<BlockBytes>> logs = new ConcurrentHashMap<>();
        private final ArrayDeque<Runnable> held = new ArrayDeque<>();
        private final ArrayDeque<Promise<Void>> heldReadings = new ArrayDeque<>();
        private String holds;
        private boolean holdsReadings;
        private String fails;
        private RuntimeException breaks;

        /** From now on appends wait for {@link #release}. */
        public synchronized void hold() {
            hold("");
        }

        /** The same for logs whose names start so. */
        public synchronized void hold(String prefix) {
            holds = prefix;
        }

        /** Lets everything that waits go on, and what comes after. */
        public synchronized void release() {
            holds = null;
            while (!held.isEmpty()) {
                held.pollFirst().run();
            }
        }

        /** Lets the first that waits go on; the others go on waiting. */
        public synchronized void releaseOne() {
            held.pollFirst().run();
        }

        /** From now on whoever reads a log waits for {@link #releaseReading}. */
        public synchronized void holdReadings() {
            holdsReadings = true;
        }

        /** Lets the first that waits read its log; the others go on waiting. */
        public synchronized void releaseReading() {
            heldReadings.pollFirst().success(null);
        }

        /** How many wait to read a log. */
        public synchronized int heldReadings() {
            return heldReadings.size();
        }

        /** From now on whoever reads a log fails so. */
        public synchronized void breakReadings(RuntimeException failure) {
            breaks = failure;
        }

        private synchronized Future<Void> reading() {
            if (breaks != null) {
                return Futures.failed(breaks);
            }
            if (!holdsReadings) {
                return Future.successful(null);
            }
            Promise<Void> promise = Promise.apply();
            heldReadings.addLast(promise);
            return promise.future();
        }

        /** What waits is never stored, as when the process ends; nothing is held back any more. */
        public synchronized void dropHeld() {
            holds = null;
            held.clear();
        }

        public synchronized int held() {
            return held.size();
        }

        /** The next append fails, and nothing of it is stored. */
        public synchronized void failNext() {
            failNext("");
        }

        /** The same for the next append to a log whose name starts so. */
        public synchronized void failNext(String prefix) {
            fails = prefix;
        }

        public synchronized List<BlockBytes> log(String pid) {
            return List.copyOf(logs.getOrDefault(pid, List.of()));
        }

        /** The same, as those who read a store read it. */
        public Logs logs() {
            return new Logs() {
                @Override
                public List<String> persistenceIds() {
                    return List.copyOf(logs.keySet());
                }

                @Override
                public long highest(String pid) {
                    return log(pid).size();
                }

                @Override
                public long read(String pid, RowRange range, RowVisitor visitor) {
                    List<BlockBytes> blocks = log(pid);
                    long last = Math.min(Math.min(range.to(), blocks.size()), range.from() - 1 + range.max());
                    long at = range.from();
                    while (at <= last && visitor.visit(
                            StoredRow.raw(new RowPlace(pid, at), blocks.get((int) at - 1).bytes()))) {
                        at++;
                    }
                    return at - range.from();
                }
            };
        }

        public synchronized void replace(String pid, int index, byte[] bytes) {
            logs.get(pid).set(index, new BlockBytes(bytes));
        }

        /** As another owner would, behind the lane's back. */
        public synchronized void append(String pid, BlockBytes block) {
            logs.computeIfAbsent(pid, fresh -> new ArrayList<>()).add(block);
        }

        private synchronized Future<Void> write(PersistentRepr row) {
            Promise<Void> promise = Promise.apply();
            Runnable append = () -> append(row, promise);
            if (holds != null && row.persistenceId().startsWith(holds)) {
                held.addLast(append);
            } else {
                append.run();
            }
            return promise.future();
        }

        private void append(PersistentRepr row, Promise<Void> promise) {
            List<BlockBytes> log = logs.computeIfAbsent(row.persistenceId(), fresh -> new ArrayList<>());
            boolean failing = fails != null && row.persistenceId().startsWith(fails);
            fails = failing ? null : fails;
            if (failing || row.sequenceNr() != log.size() + 1) {
                promise.failure(new IllegalStateException(failing ? "told to fail" : "the block exists"));
            } else {
                log.add((BlockBytes) row.payload());
                promise.success(null);
            }
        }
    }

    @Override
    Future<Void> append(PersistentRepr row) {
        return store.write(row);
    }

    @Override
    List<BlockBytes> log(String persistenceId) {
        return store.log(persistenceId);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return store.reading().map(_ -> (long) store.log(persistenceId).size(), context().dispatcher());
    }
}
