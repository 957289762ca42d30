package io.breakwater.gateway.audit;

import io.breakwater.audit.Doubled;
import io.breakwater.audit.Progress;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.v1.DoubledDecision;
import io.breakwater.v1.ListDoubledRequest;
import io.breakwater.v1.ListDoubledResponse;

/** What two data centers have decided under one id. */
record Doubling(AuditSource source) {
    private static final long HOUR_MICROS = 3_600_000_000L;

    /** Epoch micros, bounds included. */
    record Asked(long fromMicros, long toMicros) {}

    Asked asked(ListDoubledRequest request) {
        long to = Fields.micros("end_time", request.getEndTime(), source.nowMicros());
        long from = Fields.micros("start_time", request.getStartTime(), to - HOUR_MICROS);
        if (from > to) {
            throw Fields.invalid("start_time", "must not be after end_time");
        }
        return new Asked(from, to);
    }

    ListDoubledResponse answer(Asked asked, Progress progress) {
        ListDoubledResponse.Builder answer = ListDoubledResponse.newBuilder();
        for (Doubled.Found found : source.doubled().between(asked.fromMicros(), asked.toMicros(), progress)) {
            String log = found.copy().log();
            answer.addDoubled(DoubledDecision.newBuilder()
                    .setName(ShownReports.decision(found.id()))
                    .setEntity(ShownReports.resource(log, found.entity()))
                    .setPosition(ShownReports.position(log, found.block()))
                    .setDataCenter(Names.DATA_CENTERS + found.copy().dataCenter())
                    .setPositionThere(ShownReports.position(log, found.elsewhere())));
        }
        return answer.build();
    }
}
