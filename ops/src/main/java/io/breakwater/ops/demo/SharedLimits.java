package io.breakwater.ops.demo;

import io.breakwater.ops.load.FlowSettings;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.ListSpansRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.SwitchOverRequest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The firms' caps over both data centers: gross notional of each, working orders of the first. Every one has a window,
 * a tenth of it. Working orders are counted here as well, from what clients were told. Used by one thread, but for what
 * is asked of nodes.
 */
final class SharedLimits {
    private static final String COUNTED = "firms/firm-0";
    private static final int WINDOW_PART = 10;
    private static final int PAGE = 1_000;
    private static final int LEAST_ORDERS = 60;
    /** Of the decisions that are asked for, so that the cap is met in a short play as well. */
    private static final double ORDERS_A_DECISION = 0.004;

    private final List<Site> sites;
    private final long capOrders;
    private long mostOrders;
    private long overLimit;

    SharedLimits(List<Site> sites, DemoOptions options) {
        this.sites = sites;
        double decisions = (double) options.perSecond() * options.budget().wishedSeconds();
        long wanted = 0;
        for (int rank = 0; rank < options.counterparties(); rank += Onboarding.FIRMS) {
            wanted += FlowSettings.depth(rank);
        }
        capOrders = decisions == 0 ? wanted
                : Math.max(LEAST_ORDERS, Math.min(wanted, Math.round(decisions * ORDERS_A_DECISION)));
    }

    int count() {
        return Onboarding.FIRMS + 1;
    }

    long capOrders() {
        return capOrders;
    }

    /** The most orders of the first firm that clients knew to work at one moment, in both data centers together. */
    long mostOrders() {
        return mostOrders;
    }

    /** How often that was more than the cap, and how many limits were seen with more in use than their cap. */
    long overLimit() {
        return overLimit;
    }

    /** Sets all of them at the first data center, which is their home. */
    void set() {
        for (int firm = 0; firm < Onboarding.FIRMS; firm++) {
            long cap = Math.round(sites.size() * Onboarding.firmCapUsd(home().stage().settings(), firm));
            set("firms/firm-" + firm, Measure.MEASURE_GROSS_NOTIONAL, cap);
        }
        set(COUNTED, Measure.MEASURE_WORKING_ORDERS, capOrders);
    }

    private Site home() {
        return sites.getFirst();
    }

    private void set(String scope, Measure measure, long cap) {
        home().link().node().regions().spanLimit(SpanLimitRequest.newBuilder()
                .setRequestId(home().stage().ids().next())
                .setScope(scope)
                .setMeasure(measure)
                .setCap(Long.toString(cap))
                .setWindow(Long.toString(cap / WINDOW_PART))
                .addAllDataCenters(sites.stream().map(Site::name).toList())
                .build());
    }

    /** Whether a data center goes by the terms of all of them, none fenced, this one home. */
    boolean isHome(Site at, Site home) {
        List<Span> spans = spans(at);
        return spans.size() == count() && spans.stream().allMatch(span -> span.getVersion() > 0
                && span.getParts(0).getDataCenter().equals(home.name())
                && span.getPartsList().stream().allMatch(part -> part.getFencedBy().isEmpty()));
    }

    /** Whether all rights are where somebody has them, as this data center knows: none lost, none made. */
    boolean isWhole(Site at) {
        return spans(at).stream().allMatch(span ->
                sum(span, SpanPart::getRights).compareTo(new BigDecimal(span.getEffective())) == 0);
    }

    private static BigDecimal sum(Span span, Function<SpanPart, String> figure) {
        return span.getPartsList().stream().map(part -> number(figure.apply(part)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal number(String figure) {
        return figure.isEmpty() ? BigDecimal.ZERO : new BigDecimal(figure);
    }

    private static List<Span> spans(Site at) {
        return at.link().node().regions()
                .listSpans(ListSpansRequest.newBuilder().setPageSize(PAGE).build()).getSpansList();
    }

    /** Counts what clients know to work: called after each answer. */
    void count(List<Site> all) {
        long orders = all.stream()
                .mapToLong(site -> site.stage().flow().heldOrders(rank -> rank % Onboarding.FIRMS == 0)).sum();
        mostOrders = Math.max(mostOrders, orders);
        overLimit += orders > capOrders ? 1 : 0;
    }

    /**
     * Adds up what each says of its own part, where nothing goes between them meanwhile. Answers how many of the limits
     * run further ahead of what the other one has seen than their window.
     */
    long compare() {
        Map<String, BigDecimal> used = new HashMap<>();
        long beyond = 0;
        for (Site site : sites) {
            for (Span span : spans(site)) {
                SpanPart own = own(span, site);
                used.merge(span.getName(), number(own.getUsed()), BigDecimal::add);
                beyond += number(own.getAhead()).compareTo(number(span.getWindow())) > 0 ? 1 : 0;
            }
        }
        overLimit += spans(sites.getLast()).stream()
                .filter(span -> used.get(span.getName()).compareTo(new BigDecimal(span.getEffective())) > 0).count();
        return beyond;
    }

    private static SpanPart own(Span span, Site site) {
        return span.getPartsList().stream().filter(part -> part.getDataCenter().equals(site.name()))
                .findFirst().orElseThrow();
    }

    /** Fences one data center at another one; answers what could not be done yet. */
    static List<SpanFault> fence(Site at, Site away) {
        return at.link().node().regions().fenceDataCenter(FenceDataCenterRequest.newBuilder()
                .setRequestId(at.stage().ids().next()).setDataCenter(away.name()).build()).getFaultsList();
    }

    static List<SpanFault> reinstate(Site at, Site back) {
        return at.link().node().regions().reinstateDataCenter(ReinstateDataCenterRequest.newBuilder()
                .setRequestId(at.stage().ids().next()).setDataCenter(back.name()).build()).getFaultsList();
    }

    static List<SpanFault> switchOver(Site from, Site to) {
        return from.link().node().regions().switchOver(SwitchOverRequest.newBuilder()
                .setRequestId(from.stage().ids().next()).setFrom(from.name()).setTo(to.name()).build())
                .getFaultsList();
    }
}
