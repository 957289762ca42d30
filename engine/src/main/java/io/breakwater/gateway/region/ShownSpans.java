package io.breakwater.gateway.region;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanId;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.counterparty.LimitWords;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.Names;
import io.breakwater.v1.DataCenterState;
import io.breakwater.v1.MoneyAtRisk;
import io.breakwater.v1.SpanPart;

/** Limits over data centers as the API shows them. */
record ShownSpans(DataCenters centers) {

    io.breakwater.v1.Span of(Span span) {
        Measure measure = SpanId.measureOf(span.name());
        SpanTerms terms = span.terms();
        io.breakwater.v1.Span.Builder shown = io.breakwater.v1.Span.newBuilder()
                .setName(Names.SPANS + span.name())
                .setScope(SpanId.scopeOf(span.name()))
                .setMeasure(io.breakwater.v1.Measure.valueOf("MEASURE_" + measure))
                .setTarget(LimitWords.number(terms.target(), measure))
                .setEffective(LimitWords.number(span.effective(), measure))
                .setOutstanding(LimitWords.number(used(span), measure))
                .setWindow(terms.windowed() ? LimitWords.number(terms.window(), measure) : "")
                .setVersion(terms.version())
                .setRestricted(span.isRestricted())
                .setLapsed(span.lapsed());
        terms.members().forEach(member -> shown.addParts(part(span, member, measure)));
        terms.everyone().stream().filter(each -> !terms.isMember(each) && span.matrix().held(each) != 0)
                .forEach(each -> shown.addParts(part(span, each, measure).toBuilder().setLeaving(true)));
        return shown.build();
    }

    private static long used(Span span) {
        return span.matrix().rows().values().stream().mapToLong(Row::used).sum();
    }

    private SpanPart part(Span span, int member, Measure measure) {
        Row row = span.matrix().row(member);
        SpanTerms terms = span.terms();
        boolean windowed = terms.windowed() && row.watcher() != Row.NOBODY;
        SpanPart.Builder part = SpanPart.newBuilder()
                .setDataCenter(centers.name(member))
                .setHome(terms.isHome(member))
                .setFencedBy(terms.isFenced(member) ? centers.name(terms.fenced().get(member)) : "")
                .setRights(LimitWords.number(span.matrix().held(member), measure))
                .setUsed(LimitWords.number(row.used(), measure))
                .setFree(LimitWords.number(span.matrix().local(member), measure))
                .setAhead(windowed ? LimitWords.number(row.outflow() - row.acked(), measure) : "")
                .setVersion(row.version());
        if (member == span.self()) {
            part.setInDoubt(span.inDoubt())
                    .setStranded(LimitWords.number(span.stranded(), measure))
                    .setLent(LimitWords.number(span.lending().outstanding(), measure));
        }
        part.setState(state(span, member));
        if (member != span.self()) {
            centers.hearing().age(centers.id(member)).ifPresent(part::setAgeSeconds);
        }
        if (member == span.self() || terms.watcherOf(member) == span.self()) {
            part.setAtRisk(LimitWords.number(span.atRisk(member), measure));
        }
        if (terms.isFenced(member) && terms.watcherOf(member) == span.self()) {
            late(part, span, member, measure);
        }
        return part.build();
    }

    /** A data center hears itself. */
    private DataCenterState state(Span span, int member) {
        if (span.terms().isFenced(member)) {
            return DataCenterState.DATA_CENTER_STATE_FENCED;
        }
        return member == span.self() ? DataCenterState.DATA_CENTER_STATE_CONNECTED
                : centers.hearing().state(centers.id(member));
    }

    private static void late(SpanPart.Builder part, Span span, int fenced, Measure measure) {
        long beyond = span.late(fenced) - span.terms().window();
        part.setLate(LimitWords.number(span.late(fenced), measure))
                .setBeyondWindow(span.terms().windowed() && beyond > 0 ? LimitWords.number(beyond, measure) : "");
    }

    /** What would be lost of it with the leader of a link. */
    MoneyAtRisk atRisk(Span span, int leader) {
        Measure measure = SpanId.measureOf(span.name());
        SpanTerms terms = span.terms();
        return MoneyAtRisk.newBuilder()
                .setSpan(Names.SPANS + span.name())
                .setAmount(LimitWords.number(span.atRisk(leader), measure))
                .setWindow(terms.windowed() ? LimitWords.number(terms.window(), measure) : "")
                .build();
    }
}
