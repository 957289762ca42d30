package io.breakwater.journal.rocksdb;

import io.breakwater.journal.JournalException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * A source that reads pages as they are asked for and, when it follows the store, goes on with what is appended later.
 * It reads ahead one page and waits for the disk on the dispatcher it runs on.
 */
final class CursorStage<T> extends GraphStage<SourceShape<T>> {

    private final Outlet<T> out = Outlet.create("rows");
    private final SourceShape<T> shape = SourceShape.of(out);
    private final Pages<T> pages;

    CursorStage(Pages<T> pages) {
        this.pages = pages;
    }

    /** Where a source reads. One instance a stage; a cursor is made for each materialization. */
    interface Pages<T> {

        Cursor<T> begin();

        /** Registers to be woken, or returns null when the source ends with what is there now. */
        LiveSignals.Listener follow(Runnable wake);

        void unfollow(LiveSignals.Listener listener);
    }

    /** Position of one materialization. */
    interface Cursor<T> {

        /** The next page, empty when there is nothing more now. */
        List<T> next();

        /** Whether nothing can come any more, however long one waits. */
        boolean isExhausted();
    }

    @Override
    public SourceShape<T> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {

        private final Cursor<T> cursor = pages.begin();
        private final Queue<T> ahead = new ArrayDeque<>();
        private final AtomicBoolean woken = new AtomicBoolean();
        private LiveSignals.Listener listener;

        private Logic() {
            super(shape);
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    serve();
                }
            });
        }

        // Registered before the first read, so that nothing is appended unnoticed between reading and waiting.
        @Override
        public void preStart() {
            AsyncCallback<Boolean> wake = createAsyncCallback(ignored -> {
                woken.set(false);
                serve();
            });
            try {
                listener = pages.follow(() -> {
                    if (woken.compareAndSet(false, true)) {
                        wake.invoke(true);
                    }
                });
            } catch (JournalException e) {
                failStage(e);
            }
        }

        private void serve() {
            if (!isAvailable(out)) {
                return;
            }
            if (ahead.isEmpty()) {
                ahead.addAll(cursor.next());
            }
            if (!ahead.isEmpty()) {
                push(out, ahead.poll());
            } else if (listener == null) {
                completeStage();
                return;
            }
            if (ahead.isEmpty() && cursor.isExhausted()) {
                completeStage();
            }
        }

        @Override
        public void postStop() {
            if (listener != null) {
                pages.unfollow(listener);
            }
        }
    }
}
