package io.breakwater.journal.rocksdb;

import java.util.List;

/** Reads the names of the logs in the order of their first append. */
record NamePages(EmbeddedStore store, boolean live) implements CursorStage.Pages<String> {

    @Override
    public CursorStage.Cursor<String> begin() {
        return new Position();
    }

    @Override
    public LiveSignals.Listener follow(Runnable wake) {
        return live ? store.signals().add(LiveSignals.Listener.NEW_LOGS, wake) : null;
    }

    @Override
    public void unfollow(LiveSignals.Listener listener) {
        store.signals().remove(listener);
    }

    private final class Position implements CursorStage.Cursor<String> {

        private int last = LogNames.NONE;

        @Override
        public List<String> next() {
            List<LogNames.Named> page = store.logs().namesAfter(last, store.settings().reads().queryPageRows());
            last = page.isEmpty() ? last : page.getLast().id();
            return page.stream().map(LogNames.Named::persistenceId).toList();
        }

        @Override
        public boolean isExhausted() {
            return false;
        }
    }
}
