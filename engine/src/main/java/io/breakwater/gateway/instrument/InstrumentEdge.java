package io.breakwater.gateway.instrument;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Lifts;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.kernel.RequestId;

/**
 * What all methods about instruments need: the way to their lanes, the newest durable view, who else shows it,
 * which data centers have a halt in force, and how lifts are read.
 */
public record InstrumentEdge(LaneDesk<Instrument, InstrumentCommand> desk, ViewSource views, Witnesses witnesses,
        Reaching reaching, Lifts lifts) {

    RequestId requestId(String text) {
        return desk.requestIds().here(text);
    }

    /**
     * The id in an instrument's name; assets are not instruments to the API.
     *
     * @throws io.breakwater.gateway.edge.RequestFault NAME_MALFORMED or FIELD_INVALID
     */
    static String id(String field, String name) {
        return notAnAsset(field, Names.id(field, name, Names.INSTRUMENTS));
    }

    static String notAnAsset(String field, String id) {
        if (AssetListing.isAsset(id)) {
            throw Fields.invalid(field, "names that begin with asset- are kept for assets");
        }
        return id;
    }

    /**
     * Observation time of what tells none: when its request was made, so that a repeat says the same; never ahead of
     * now.
     */
    long observedAtMicros(RequestId id) {
        return Math.min(id.timestampMillis() * 1_000, desk.nowMicros());
    }
}
