package io.breakwater.it.regions;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.Scope;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.SwitchOverRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two limits that a trial is about: a firm's gross notional and its working orders, over all data centers. */
final class Limits {
    static final String PRICE = "60000";
    /** Of a hundredth of the perpetual at {@link #PRICE}. */
    static final int UNIT_USD = 600;
    static final int MOST_UNITS = 240;
    static final int MOST_ORDERS = 130;
    /** What they are raised to. */
    static final int RAISED_UNITS = 2 * MOST_UNITS;
    static final int RAISED_ORDERS = 2 * MOST_ORDERS;
    private static final String FIRM = "firms/acme";
    private static final int DEADLINE_SECONDS = 20;

    private Limits() {}

    static String quantity(int units) {
        return "0.0" + units;
    }

    private static RegionServiceBlockingStub regions(DataCenter center) {
        return RegionServiceGrpc.newBlockingStub(center.channel())
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sets both at the first of the data centers, which is their home. @param window in units; 0: AUTONOMOUS */
    static void set(List<DataCenter> centers, int window) {
        set(centers, Measure.MEASURE_GROSS_NOTIONAL, MOST_UNITS * UNIT_USD, window * UNIT_USD);
        set(centers, Measure.MEASURE_WORKING_ORDERS, MOST_ORDERS, window);
    }

    static void raise(List<DataCenter> centers, int window) {
        set(centers, Measure.MEASURE_GROSS_NOTIONAL, RAISED_UNITS * UNIT_USD, window * UNIT_USD);
        set(centers, Measure.MEASURE_WORKING_ORDERS, RAISED_ORDERS, window);
    }

    private static void set(List<DataCenter> centers, Measure measure, int cap, int window) {
        regions(centers.getFirst()).spanLimit(SpanLimitRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setScope(FIRM)
                .setMeasure(measure)
                .setCap(String.valueOf(cap))
                .setWindow(window == 0 ? "" : String.valueOf(window))
                .addAllDataCenters(centers.stream().map(DataCenter::name).toList())
                .build());
    }

    /** Fences a data center at another one. @return what could not be done */
    static List<SpanFault> fence(DataCenter at, DataCenter away) {
        return regions(at).fenceDataCenter(FenceDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter(away.name()).build()).getFaultsList();
    }

    /** Lets a fenced data center take part again. @return what could not be done */
    static List<SpanFault> reinstate(DataCenter at, DataCenter back) {
        return regions(at).reinstateDataCenter(ReinstateDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter(back.name()).build()).getFaultsList();
    }

    /** Ends what a restore has left in doubt. @return whether everything may be traded there again */
    static boolean reconcile(DataCenter restored) {
        return regions(restored).reconcileDataCenter(ReconcileDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter(restored.name())
                .setReason("all of it was copied").build()).getOpen();
    }

    /** Moves the home of all limits. @return what could not be done */
    static List<SpanFault> switchOver(DataCenter from, DataCenter to) {
        return regions(from).switchOver(SwitchOverRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setFrom(from.name()).setTo(to.name()).build()).getFaultsList();
    }

    /** Whether it goes by terms in which this one is home of both limits, and nobody is fenced. */
    static boolean isHome(DataCenter at, DataCenter home) {
        return Stream.of(gross(at), orders(at)).allMatch(span -> span.getParts(0).getDataCenter().equals(home.name())
                && span.getPartsList().stream().allMatch(part -> part.getFencedBy().isEmpty()));
    }

    static Span gross(DataCenter center) {
        return span(center, "GROSS_NOTIONAL");
    }

    /** All rights that exist, as one data center knows; in units, −1 where it is not a whole number. */
    static long unitsOfAll(DataCenter center) {
        BigDecimal usd = gross(center).getPartsList().stream().map(SpanPart::getRights).map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal[] units = usd.divideAndRemainder(BigDecimal.valueOf(UNIT_USD));
        return units[1].signum() == 0 ? units[0].longValueExact() : -1;
    }

    /** What one data center says of another one's part. */
    static SpanPart part(Span span, DataCenter of) {
        return span.getPartsList().stream().filter(part -> part.getDataCenter().equals(of.name()))
                .findFirst().orElseThrow();
    }

    static Span orders(DataCenter center) {
        return span(center, "WORKING_ORDERS");
    }

    /** What each knows of the limits, and how the firm there shares out what it was lent; for a failure's message. */
    static String shown(List<DataCenter> centers) {
        return centers.stream().map(center -> center.id() + ": " + gross(center) + orders(center) + scope(center))
                .collect(Collectors.joining("\n"));
    }

    private static Scope scope(DataCenter center) {
        return CounterpartyServiceGrpc.newBlockingStub(center.channel())
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getScope(GetScopeRequest.newBuilder().setName(FIRM).build()).getScope();
    }

    private static Span span(DataCenter center, String measure) {
        return regions(center).getSpan(
                GetSpanRequest.newBuilder().setName("spans/" + FIRM + "/" + measure).build()).getSpan();
    }
}
