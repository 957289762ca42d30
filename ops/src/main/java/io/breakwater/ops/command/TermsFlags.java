package io.breakwater.ops.command;

import io.breakwater.ops.UsageFault;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.InversePayoff;
import io.breakwater.v1.LinearPayoff;
import io.breakwater.v1.QuantoPayoff;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.SpotPayoff;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import picocli.CommandLine.Option;

/** Flags for the terms of spot and perpetual instruments; options, futures and combos come from a file. */
final class TermsFlags {
    @Option(names = "--payoff", defaultValue = "linear", description = "linear, inverse, quanto or spot.")
    private String payoff;

    @Option(names = "--base", description = "What the price is of.")
    private String base;

    @Option(names = "--quote", defaultValue = "usd", description = "What the price is in (default: ${DEFAULT-VALUE}).")
    private String quote;

    @Option(names = "--settle", description = "What profit is paid in (default: base for inverse, else quote).")
    private String settle;

    @Option(names = "--multiplier", defaultValue = "1", description = "Value of one unit (default: ${DEFAULT-VALUE}).")
    private String multiplier;

    @Option(names = "--price-scale", defaultValue = "2", description = "Decimal digits of a price.")
    private int priceScale;

    @Option(names = "--tick", defaultValue = "0.01", description = "Smallest step of a price.")
    private String tick;

    @Option(names = "--lot-scale", defaultValue = "0", description = "Decimal digits of a quantity.")
    private int lotScale;

    @Option(names = "--maker-bps", defaultValue = "0", description = "Maker fee.")
    private int makerBps;

    @Option(names = "--taker-bps", defaultValue = "0", description = "Taker fee.")
    private int takerBps;

    @Option(names = "--haircut-bps", defaultValue = "1000", description = "Of notional, as margin (default: 10 %%).")
    private int haircutBps;

    Terms terms() {
        if (base == null) {
            throw new UsageFault("--base is missing: name the asset the price is of, or give the instrument in --file");
        }
        Terms.Builder terms = Terms.newBuilder()
                .setBaseAsset(Names.asset(base))
                .setQuoteAsset(Names.asset(quote))
                .setSettlementAsset(Names.asset(settlement()))
                .setMultiplier(multiplier)
                .setPriceScale(priceScale)
                .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick(tick))
                .setLotScale(lotScale)
                .setSettlement(SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_NONE))
                .setFee(FeeRule.newBuilder().setMakerBps(makerBps).setTakerBps(takerBps));
        return withPayoff(terms).build();
    }

    RiskParameters risk() {
        return RiskParameters.newBuilder().setHaircutBps(haircutBps).build();
    }

    private String settlement() {
        if (settle != null) {
            return settle;
        }
        return payoff.equals("inverse") ? base : quote;
    }

    private Terms.Builder withPayoff(Terms.Builder terms) {
        return switch (payoff) {
            case "linear" -> terms.setLinear(LinearPayoff.getDefaultInstance());
            case "inverse" -> terms.setInverse(InversePayoff.getDefaultInstance());
            case "quanto" -> terms.setQuanto(QuantoPayoff.getDefaultInstance());
            case "spot" -> terms.setSpot(SpotPayoff.getDefaultInstance());
            default -> throw new UsageFault("--payoff " + payoff
                    + " is not linear, inverse, quanto or spot; describe options and combos in --file");
        };
    }
}
