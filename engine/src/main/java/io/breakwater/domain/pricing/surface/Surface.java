package io.breakwater.domain.pricing.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The smiles of an underlying, in order of expiry, free of arbitrage within each and between any two. An expiry whose
 * quotes gave no such smile is absent: its options have no mark rather than a wrong one.
 */
public record Surface(List<Smile> smiles) {

    public Surface {
        smiles = List.copyOf(smiles);
    }

    /**
     * Fitted from the last expiry to the first, each below the one after it: far expiries are quoted over the widest
     * range of moneyness and so know the wings, about which a day's options say little.
     */
    public static Surface fit(List<ChainQuotes> chains) {
        List<ChainQuotes> latestFirst = new ArrayList<>(chains);
        latestFirst.sort(Comparator.comparingDouble(ChainQuotes::years).reversed());
        List<Smile> smiles = new ArrayList<>();
        Svi ceiling = null;
        for (ChainQuotes chain : latestFirst) {
            Smile smile = fit(chain, ceiling);
            if (smile != null) {
                smiles.addFirst(smile);
                ceiling = smile.svi();
            }
        }
        return new Surface(smiles);
    }

    /** One expiry, below the next later one where there is one; null where no smile was found. */
    static Smile fit(ChainQuotes chain, Svi ceiling) {
        double forward = ParityForward.of(chain);
        Svi svi = SmileFit.of(SmilePoints.of(chain, forward), ceiling);
        return svi == null ? null : new Smile(chain.years(), forward, svi);
    }

    /** Null where the expiry has none. */
    public Smile at(double years) {
        return smiles.stream().filter(smile -> smile.years() == years).findFirst().orElse(null);
    }
}
