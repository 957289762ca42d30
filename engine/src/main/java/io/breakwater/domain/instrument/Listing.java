package io.breakwater.domain.instrument;

/** Whether a name stands for a contract, and which. */
public sealed interface Listing {

    /** Nobody has listed it yet. */
    record Never() implements Listing {}

    /**
     * Listed, be it delisted since.
     *
     * @param id internal number
     * @param mark {@link Mark#NONE} until one was seen
     */
    record Listed(long id, String venue, String symbol, Terms terms, LifeCycle lifeCycle, Mark mark)
            implements Listing {

        public boolean isDelisted() {
            return lifeCycle == LifeCycle.DELISTED;
        }

        Listed with(Terms changed) {
            return new Listed(id, venue, symbol, changed, lifeCycle, mark);
        }

        Listed with(LifeCycle changed) {
            return new Listed(id, venue, symbol, terms, changed, mark);
        }

        Listed with(Mark changed) {
            return new Listed(id, venue, symbol, terms, lifeCycle, changed);
        }
    }
}
