package io.breakwater.ops.demo;

import com.google.protobuf.Timestamp;
import io.breakwater.ops.load.Grid;
import io.breakwater.ops.market.Observation;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.Asset;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.InversePayoff;
import io.breakwater.v1.LifeCycle;
import io.breakwater.v1.LinearPayoff;
import io.breakwater.v1.Mark;
import io.breakwater.v1.MarketObservation;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import io.breakwater.v1.TickerSeen;
import java.util.ArrayList;
import java.util.List;
import io.breakwater.v1.UpdateMarksRequest;
import java.util.Locale;

/**
 * The instrument that a price series is played in: an inverse perpetual of 1 USD contracts settled in bitcoin, as it
 * was in March 2020, or a linear perpetual settled in USD for a recorded file.
 *
 * @param inverse settled in its base asset
 * @param lotScale one lot is 10^−lotScale of the quantity
 * @param options on the same underlying; null for none
 */
record DemoMarket(PriceSeries series, boolean inverse, String base, int lotScale, OptionBoard options) {
    private static final String INDEX = "index";
    private static final double USD_A_LOT_AT_MOST = 1.0;

    static DemoMarket march(PriceSeries series) {
        return new DemoMarket(series, true, "btc", 0, null);
    }

    /** With options. @param expiresSeconds epoch seconds */
    static DemoMarket march(PriceSeries series, long expiresSeconds) {
        OptionSmile smile = OptionSmile.march(usd(series, series.points().getFirst().spotTicks()));
        return new DemoMarket(series, true, "btc", 0, new OptionBoard(OptionListing.march(), smile, expiresSeconds));
    }

    /** Lots are small enough to be worth a dollar at most. The options are ours: the file tells of none. */
    static DemoMarket recorded(PriceSeries series, long expiresSeconds) {
        double usd = usd(series, series.firstTicks());
        int scale = Math.clamp((int) StrictMath.ceil(StrictMath.log10(usd / USD_A_LOT_AT_MOST)), 0, 12);
        OptionListing listing = OptionListing.around(series, usd, scale);
        return new DemoMarket(series, false, "coin", scale,
                new OptionBoard(listing, OptionSmile.recorded(series, usd), expiresSeconds));
    }

    private static double usd(PriceSeries series, long ticks) {
        return ticks * (double) series.tickE8() / StrictMath.pow(10, Observation.SCALE);
    }

    String instrumentId() {
        return series.symbol();
    }

    Grid grid() {
        long tick = series.tickE8();
        for (int digit = series.priceScale(); digit < Observation.SCALE; digit++) {
            tick /= 10;
        }
        return new Grid("instruments/" + instrumentId(), tick, series.priceScale(), 1, lotScale);
    }

    double usdPerLot(double ticks) {
        return inverse ? 1 : usd(series, Math.round(ticks)) / StrictMath.pow(10, lotScale);
    }

    /** What collateral is paid in. */
    String collateralAsset() {
        return inverse ? base : "usd";
    }

    /** That many USD as an amount of the collateral, at the first price. */
    String collateral(double usd) {
        double amount = inverse ? usd / usd(series, series.points().getFirst().spotTicks()) : usd;
        return String.format(Locale.ROOT, "%.2f", Math.max(0.01, amount));
    }

    Asset baseAsset() {
        return Asset.newBuilder()
                .setScale(8)
                .setPriceUsd(grid().price(series.points().getFirst().spotTicks()))
                .build();
    }

    Instrument instrument() {
        Grid grid = grid();
        Terms.Builder terms = Terms.newBuilder()
                .setBaseAsset("assets/" + base)
                .setQuoteAsset("assets/usd")
                .setSettlementAsset("assets/" + collateralAsset())
                .setMultiplier("1")
                .setPriceScale(grid.priceScale())
                .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick(grid.price(1)))
                .setLotScale(lotScale)
                .setSettlement(SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_NONE))
                .setFee(FeeRule.newBuilder().setMakerBps(-2).setTakerBps(7));
        return Instrument.newBuilder()
                .setVenue("venues/self")
                .setSymbol(instrumentId())
                .setTerms(inverse ? terms.setInverse(InversePayoff.getDefaultInstance())
                        : terms.setLinear(LinearPayoff.getDefaultInstance()))
                .setRisk(RiskParameters.newBuilder().setHaircutBps(1_000))
                .setLifeCycle(LifeCycle.LIFE_CYCLE_OPEN)
                .build();
    }

    /** Mark and prices of a point, as observed at this moment of the demonstration. */
    UpdateMarksRequest marks(PriceSeries.Point point, String requestId, Timestamp observed) {
        String spot = grid().price(point.spotTicks());
        return UpdateMarksRequest.newBuilder()
                .setRequestId(requestId)
                .addMarks(Mark.newBuilder()
                        .setInstrument(grid().instrument())
                        .setPrice(grid().price(point.ticks()))
                        .setIndex(spot)
                        .setObserveTime(observed))
                .addPrices(AssetPrice.newBuilder()
                        .setAsset("assets/" + base)
                        .setPriceUsd(spot)
                        .setObserveTime(observed))
                .build();
    }

    /** Names of what is listed; options last. */
    List<String> instruments() {
        List<String> names = new ArrayList<>(List.of(grid().instrument()));
        if (hasOptions()) {
            options.all().forEach(option -> names.add("instruments/" + option.id()));
        }
        return names;
    }

    boolean hasOptions() {
        return options != null;
    }

    double spotUsd(PriceSeries.Point point) {
        return usd(series, point.spotTicks());
    }

    /** What the venue says at a point, as observed at this moment of the demonstration. */
    IngestRequest observations(PriceSeries.Point point, Timestamp observed) {
        String spot = grid().price(point.spotTicks());
        IngestRequest.Builder said = IngestRequest.newBuilder()
                .setFeed("feeds/demo")
                .setVenue("venues/self")
                .putPrices("assets/" + base, INDEX)
                .addObservations(MarketObservation.newBuilder().setSymbol(INDEX).setVenueTime(observed)
                        .setIndexPrice(spot))
                .addObservations(MarketObservation.newBuilder().setSymbol(instrumentId()).setVenueTime(observed)
                        .setTicker(TickerSeen.newBuilder().setMark(grid().price(point.ticks())).setIndex(spot)));
        if (hasOptions()) {
            options.all().forEach(option -> said.addObservations(MarketObservation.newBuilder()
                    .setSymbol(option.id()).setVenueTime(observed)
                    .setOption(options.seen(option, spotUsd(point), observed.getSeconds()))));
        }
        return said.build();
    }
}
