package io.breakwater.actors.peer;

import io.breakwater.kernel.RequestId;
import java.util.HashSet;
import java.util.Set;

/**
 * Ids of the requests that one lane's copies of other data centers' logs show to have been decided there, the latest
 * ones. It is knowledge of the moment, in no log: whoever it turns away has nothing decided and nothing booked. Written
 * by the reader's thread and read by the lane's.
 */
public final class AskedElsewhere {

    /** So many ids are kept at least, and twice as many at most. */
    private static final int KEPT = 32_768;

    private Set<RequestId> latest = new HashSet<>();
    private Set<RequestId> earlier = Set.of();
    private volatile boolean any;

    /** A request, whatever its items. */
    private static RequestId whole(long msb, long lsb) {
        return new RequestId(msb, lsb, 0);
    }

    void add(RequestId id) {
        synchronized (this) {
            if (latest.size() >= KEPT) {
                earlier = latest;
                latest = new HashSet<>();
            }
            latest.add(whole(id.msb(), id.lsb()));
        }
        any = true;
    }

    boolean knows(long msb, long lsb) {
        if (!any) {
            return false;
        }
        RequestId id = whole(msb, lsb);
        synchronized (this) {
            return latest.contains(id) || earlier.contains(id);
        }
    }
}
