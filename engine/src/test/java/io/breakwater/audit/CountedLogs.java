package io.breakwater.audit;

import io.breakwater.journal.Logs;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowVisitor;
import java.util.List;

/** Counts what is read of logs: rows, pages, and how often it is found out where one ends. For one thread. */
final class CountedLogs implements Logs {
    private final Logs logs;
    private int rows;
    private int pages;
    private int ends;

    CountedLogs(Logs logs) {
        this.logs = logs;
    }

    int rows() {
        return rows;
    }

    int pages() {
        return pages;
    }

    int ends() {
        return ends;
    }

    @Override
    public List<String> persistenceIds() {
        return logs.persistenceIds();
    }

    @Override
    public long highest(String persistenceId) {
        ends++;
        return logs.highest(persistenceId);
    }

    @Override
    public long read(String persistenceId, RowRange range, RowVisitor visitor) {
        ends++;
        pages++;
        return logs.read(persistenceId, range, counting(visitor));
    }

    @Override
    public long follow(String persistenceId, RowRange range, RowVisitor visitor) {
        pages++;
        return logs.follow(persistenceId, range, counting(visitor));
    }

    private RowVisitor counting(RowVisitor visitor) {
        return row -> {
            rows++;
            return visitor.visit(row);
        };
    }
}
