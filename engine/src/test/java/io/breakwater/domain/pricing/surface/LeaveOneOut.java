package io.breakwater.domain.pricing.surface;

import java.util.ArrayList;
import java.util.List;

/**
 * Marks each quoted option from a smile and a forward that have not seen its strike, neither its own quote nor that of
 * the call or put beside it, and counts how often the mark lies between its bid and offer.
 */
final class LeaveOneOut {

    private int quoted;
    private int inside;
    /** Options whose mark lay inside the smile's own bid and offer when it had seen them. */
    private int seenInside;
    private int chains;
    private int quotedChains;
    private int smiles;
    private int arbitrages;

    void add(Snapshot snapshot) {
        for (String currency : List.of("BTC", "ETH")) {
            List<ChainQuotes> all = List.copyOf(snapshot.chains(currency).values());
            Surface surface = Surface.fit(all);
            chains += all.size();
            quotedChains += (int) all.stream().filter(LeaveOneOut::isQuoted).count();
            smiles += surface.smiles().size();
            Svi later = null;
            for (Smile smile : surface.smiles().reversed()) {
                ChainQuotes chain = all.stream().filter(each -> each.years() == smile.years()).findFirst().orElseThrow();
                arbitrages += FineGrid.arbitrages(smile.svi(), later);
                add(chain, smile, later);
                later = smile.svi();
            }
        }
    }

    private static boolean isQuoted(ChainQuotes chain) {
        return chain.strikes().stream().filter(each -> each.call().isTwoSided() || each.put().isTwoSided()).count() > 2;
    }

    private void add(ChainQuotes chain, Smile seen, Svi later) {
        for (ChainQuotes.Strike strike : chain.strikes()) {
            if (strike.call().isTwoSided() || strike.put().isTwoSided()) {
                List<ChainQuotes.Strike> others = new ArrayList<>(chain.strikes());
                others.remove(strike);
                Smile unseen = Surface.fit(
                        new ChainQuotes(chain.years(), chain.inverse(), chain.forwardHint(), others), later);
                count(strike, true, seen, unseen);
                count(strike, false, seen, unseen);
            }
        }
    }

    private void count(ChainQuotes.Strike strike, boolean call, Smile seen, Smile unseen) {
        Quote quote = call ? strike.call() : strike.put();
        if (quote.isTwoSided()) {
            quoted++;
            seenInside += isInside(quote, seen.value(call, strike.strike()) / seen.forward()) ? 1 : 0;
            inside += unseen != null
                    && isInside(quote, unseen.value(call, strike.strike()) / unseen.forward()) ? 1 : 0;
        }
    }

    private static boolean isInside(Quote quote, double mark) {
        return mark >= quote.bid() && mark <= quote.ask();
    }

    int quoted() {
        return quoted;
    }

    double share() {
        return (double) inside / quoted;
    }

    int arbitrages() {
        return arbitrages;
    }

    /** Expiries with at least three two-sided strikes that got no smile. */
    int missing() {
        return quotedChains - smiles;
    }

    @Override
    public String toString() {
        return "%d two-sided quotes: %.4f inside when left out, %.4f when seen; %d smiles of %d expiries, %d quoted; "
                .formatted(quoted, share(), (double) seenInside / quoted, smiles, chains, quotedChains)
                + arbitrages + " arbitrages";
    }
}
