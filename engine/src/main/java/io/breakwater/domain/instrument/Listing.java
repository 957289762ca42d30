package io.breakwater.domain.instrument;

/** Whether a name stands for a contract, and which. */
public sealed interface Listing {

    /** Marks observed before the expiry may arrive so much after it. */
    long LATE_MARKS_MICROS = 2_000_000;
    /** An average of which less was seen settles nothing by itself: a person delists at the index instead. */
    long LEAST_COVERED_PPM = 500_000;

    /** Nobody has listed it yet. */
    record Never() implements Listing {}

    /**
     * Listed, be it delisted since.
     *
     * @param id internal number
     * @param mark {@link Mark#NONE} until one was seen; once it is delivered or delisted, what positions end at
     * @param average of the index, on which it settles
     * @param venueWord what its venue has said last of its state
     */
    record Listed(long id, String venue, String symbol, Terms terms, LifeCycle lifeCycle, Mark mark,
            SettlementAverage average, Funding funding, VenueWord venueWord) implements Listing {

        public boolean isDelisted() {
            return lifeCycle == LifeCycle.DELISTED;
        }

        Listed with(Terms changed) {
            return new Listed(id, venue, symbol, changed, lifeCycle, mark, average.under(changed), funding,
                    venueWord);
        }

        Listed with(LifeCycle changed) {
            return new Listed(id, venue, symbol, terms, changed, mark, average, funding, venueWord);
        }

        Listed with(Mark changed) {
            return new Listed(id, venue, symbol, terms, lifeCycle, changed,
                    average.observed(changed.indexTicks(), changed.observedAtMicros()),
                    terms.funding().isNone() ? funding : funding.observed(changed.ticks(),
                            SettlementPrice.ofIndex(terms, changed.indexTicks()), changed.observedAtMicros()),
                    venueWord);
        }

        Listed with(FundingRate rate) {
            return new Listed(id, venue, symbol, terms, lifeCycle, mark, average, funding.fixed(rate),
                    venueWord);
        }

        Listed with(VenueWord said) {
            return new Listed(id, venue, symbol, terms, lifeCycle, mark, average, funding, said);
        }

        /** Whether what positions end at is fixed: no mark comes after it. */
        boolean hasEnded() {
            return lifeCycle.compareTo(LifeCycle.DELIVERED) >= 0;
        }

        /** It ends at a price of its underlying, in ticks; without one, at its last mark. */
        Listed ended(LifeCycle end, long indexTicks, long atMicros) {
            Mark last = indexTicks <= 0 || hasEnded() ? mark : SettlementPrice.mark(terms, indexTicks, mark, atMicros);
            return new Listed(id, venue, symbol, terms, end, last, average, funding, venueWord);
        }

        /**
         * The average that it settles on, in ticks of the underlying: 0 while it has not expired for long enough that
         * late marks are in, or where prices were seen for less than half of the average.
         */
        long settlesAtIndexTicks(long nowMicros) {
            if (lifeCycle != LifeCycle.SETTLEMENT_ONLY || nowMicros < terms.expiresAtMicros() + LATE_MARKS_MICROS) {
                return 0;
            }
            if (terms.settlementAverageMicros() == 0) {
                return mark.indexTicks();
            }
            boolean known = average.coveredPpm(nowMicros) >= LEAST_COVERED_PPM;
            return known ? average.averageTicks(nowMicros) : 0;
        }

        /** The payment that falls due and is not fixed yet; null when there is none. */
        FundingRate fundingDue(long nowMicros) {
            long due = hasEnded() || !mark.isKnown() ? 0 : funding.dueMicros(terms.funding(), nowMicros);
            return due == 0 ? null : funding.rate(terms.funding(), due, mark.ticks());
        }

        /** What the calendar says now; null when it says nothing. @param nowMicros epoch micros */
        InstrumentFact due(long nowMicros) {
            if (lifeCycle.compareTo(LifeCycle.SETTLEMENT_ONLY) < 0 && nowMicros >= terms.expiresAtMicros()) {
                return new InstrumentFact.LifeCycleReached(LifeCycle.SETTLEMENT_ONLY, "calendar");
            }
            if (settlesAtIndexTicks(nowMicros) > 0) {
                return new InstrumentFact.SettlementDue();
            }
            return fundingDue(nowMicros) == null ? null : new InstrumentFact.FundingDue();
        }
    }
}
