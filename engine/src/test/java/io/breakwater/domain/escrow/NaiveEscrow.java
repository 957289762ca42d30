package io.breakwater.domain.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The slow twin: keeps every right as a thing of its own that is somewhere, and no sums. */
final class NaiveEscrow {
    private static final String HERE = "";

    private static final class Asked {
        private long recalled;
        private long returned;
    }

    /** Where each right is that exists. */
    private final List<String> rights = new ArrayList<>();
    private final Map<String, Asked> holders = new TreeMap<>();
    private long minted;
    private long burned;
    private long cap;

    NaiveEscrow(long cap) {
        this.cap = cap;
    }

    void enroll(String holder) {
        holders.put(holder, new Asked());
    }

    void grant(String holder, long rightsToGrant) {
        for (long i = 0; i < rightsToGrant; i++) {
            int local = rights.indexOf(HERE);
            if (local >= 0) {
                rights.set(local, holder);
            } else {
                rights.add(holder);
                minted++;
            }
        }
    }

    void report(String holder, long returned) {
        Asked asked = holders.get(holder);
        while (asked.returned < returned) {
            rights.set(rights.indexOf(holder), HERE);
            asked.returned++;
        }
        burn();
    }

    void cap(long changed) {
        cap = changed;
        burn();
    }

    void recalled(String holder, long inAll) {
        holders.get(holder).recalled = inAll;
    }

    private void burn() {
        while (rights.size() > cap && rights.remove(HERE)) {
            burned++;
        }
    }

    long held(String holder) {
        return rights.stream().filter(holder::equals).count();
    }

    long owed(String holder) {
        return holders.get(holder).recalled - holders.get(holder).returned;
    }

    long local() {
        return held(HERE);
    }

    long outstanding() {
        return rights.size() - local();
    }

    long owed() {
        return holders.keySet().stream().mapToLong(this::owed).sum();
    }

    long minted() {
        return minted;
    }

    long burned() {
        return burned;
    }
}
