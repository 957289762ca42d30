package io.breakwater.domain.escrow;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Table;

/**
 * One data center's entries about one limit. Only it writes them and every figure only grows, also across terms and
 * restores, so that of two copies the larger one is the later one, figure by figure.
 *
 * @param owner number of the data center
 * @param version of the terms it goes by
 * @param watcher whose word on what was seen it goes by under those terms; {@link #NOBODY} for none
 * @param created rights that it brought into being
 * @param burned rights that it destroyed
 * @param consumed rights used, in all
 * @param freed of these, no longer used
 * @param acked its own {@link #outflow} that it knows its watcher to have seen
 * @param demanded how much it has asked to receive, in all
 * @param waived of that, no longer wanted
 * @param placed restrictions that it placed
 * @param with towards each other data center
 */
public record Row(
        int owner,
        long version,
        int watcher,
        long created,
        long burned,
        long consumed,
        long freed,
        long acked,
        long demanded,
        long waived,
        long placed,
        Table<Integer, Dealings> with) {

    public static final int NOBODY = -1;

    public static Row empty(int owner) {
        return new Row(owner, 0, NOBODY, 0, 0, 0, 0, 0, 0, 0, 0, Table.empty());
    }

    public Dealings with(int other) {
        Dealings dealings = with.get(other);
        return dealings == null ? Dealings.NONE : dealings;
    }

    /** Rights given to others, in all. */
    public long given() {
        long sum = 0;
        for (Dealings dealings : with.values()) {
            sum = Exact.add(sum, dealings.given());
        }
        return sum;
    }

    /** Rights taken from others, in all. */
    public long reclaimed() {
        long sum = 0;
        for (Dealings dealings : with.values()) {
            sum = Exact.add(sum, dealings.reclaimed());
        }
        return sum;
    }

    /** All that ever left its local rights by its own doing; a window bounds how far it runs ahead of its watcher. */
    public long outflow() {
        return Exact.add(Exact.add(consumed, burned), given());
    }

    /** Used now. */
    public long used() {
        return consumed - freed;
    }

    /** How much it would like to have received in all. */
    public long wanted() {
        return demanded - waived;
    }

    /** Figure by figure, the larger. */
    public Row merged(Row that) {
        Table<Integer, Dealings> all = with;
        for (int i = 0; i < that.with.size(); i++) {
            int other = that.with.keyAt(i);
            all = all.put(other, with(other).merged(that.with.valueAt(i)));
        }
        return new Row(owner, Math.max(version, that.version),
                that.version > version ? that.watcher : watcher, Math.max(created, that.created),
                Math.max(burned, that.burned), Math.max(consumed, that.consumed), Math.max(freed, that.freed),
                Math.max(acked, that.acked), Math.max(demanded, that.demanded), Math.max(waived, that.waived),
                Math.max(placed, that.placed), all);
    }

    /** With what had happened behind the point that a restore came back to. @param lost the differences */
    public Row plus(Row lost) {
        Table<Integer, Dealings> all = with;
        for (int i = 0; i < lost.with.size(); i++) {
            int other = lost.with.keyAt(i);
            all = all.put(other, with(other).plus(lost.with.valueAt(i)));
        }
        return new Row(owner, version, watcher, Exact.add(created, lost.created), Exact.add(burned, lost.burned),
                Exact.add(consumed, lost.consumed), Exact.add(freed, lost.freed), acked, demanded, waived,
                Exact.add(placed, lost.placed), all);
    }

    public Row towards(int other, Dealings dealings) {
        boolean same = dealings.equals(with(other));
        return same ? this : new Row(owner, version, watcher, created, burned, consumed, freed, acked, demanded,
                waived, placed, with.put(other, dealings));
    }

    /** Goes by newer terms. */
    public Row under(long newVersion, int newWatcher) {
        return newVersion <= version ? this
                : new Row(owner, newVersion, newWatcher, created, burned, consumed, freed, acked, demanded,
                        waived, placed, with);
    }

    /** Applied twice, late or with earlier ones left out, an authority gives the same. @param inAll rights */
    public Row authorised(long inAll) {
        return new Row(owner, version, watcher, Math.max(created, inAll), burned, consumed, freed, acked,
                demanded, waived, placed, with);
    }

    public Row creating(long rights) {
        return authorised(Exact.add(created, rights));
    }

    public Row burning(long rights) {
        return new Row(owner, version, watcher, created, Exact.add(burned, rights), consumed, freed, acked,
                demanded, waived, placed, with);
    }

    public Row consuming(long rights) {
        return new Row(owner, version, watcher, created, burned, Exact.add(consumed, rights), freed, acked,
                demanded, waived, placed, with);
    }

    public Row freeing(long rights) {
        return new Row(owner, version, watcher, created, burned, consumed, Exact.add(freed, rights), acked,
                demanded, waived, placed, with);
    }

    public Row withAcked(long outflow) {
        return new Row(owner, version, watcher, created, burned, consumed, freed, Math.max(acked, outflow),
                demanded, waived, placed, with);
    }

    /** Would like to have received so much in all, as it stands now; less where the figure is at its end. */
    public Row wanting(long inAll) {
        long more = Math.min(Math.max(0, inAll - wanted()), Long.MAX_VALUE - demanded);
        long less = Math.max(0, wanted() - inAll);
        return new Row(owner, version, watcher, created, burned, consumed, freed, acked,
                demanded + more, waived + less, placed, with);
    }

    public Row restricting() {
        return new Row(owner, version, watcher, created, burned, consumed, freed, acked, demanded,
                waived, placed + 1, with);
    }
}
