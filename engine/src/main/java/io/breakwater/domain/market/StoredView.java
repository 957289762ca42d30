package io.breakwater.domain.market;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.LongMap;

/**
 * The part of a {@link MarketView} that is stored.
 *
 * @param named internal ids by hash of the name: a name may have stood for another instrument before
 * @param assets internal ids by hash of the asset's
 * @param bases the marks that risk arrays are computed from, by instrument
 * @param terms of the lanes that have observed all this
 */
public record StoredView(
        Policy policy,
        Controls controls,
        LongMap<Quoted> instruments,
        LongMap<Long> named,
        LongMap<Long> assets,
        LongMap<Mark> bases,
        LaneTerms terms) {

    static StoredView of(MarketView view) {
        return new StoredView(
                view.policy(), view.controls(), view.instruments(), ids(view.named()), ids(view.assets()),
                marks(view.arrays()), view.terms());
    }

    private static LongMap<Mark> marks(LongMap<ArrayBasis> bases) {
        LongMap.Builder<Mark> marks = LongMap.builder();
        bases.forEach((key, basis) -> marks.put(key, basis.mark()));
        return marks.build();
    }

    private static LongMap<Long> ids(LongMap<Quoted> quoted) {
        LongMap.Builder<Long> ids = LongMap.builder();
        quoted.forEach((key, value) -> ids.put(key, value.id()));
        return ids.build();
    }

    /** The view that this was taken of, without its version. */
    MarketView view() {
        return new MarketView(ViewId.NONE, policy, controls, instruments, quoted(named), quoted(assets),
                ArrayBases.restored(bases, instruments, policy.margin()), terms);
    }

    private LongMap<Quoted> quoted(LongMap<Long> ids) {
        LongMap.Builder<Quoted> quoted = LongMap.builder();
        ids.forEach((key, id) -> quoted.put(key, instruments.get(id)));
        return quoted.build();
    }
}
