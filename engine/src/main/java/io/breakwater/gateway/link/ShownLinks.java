package io.breakwater.gateway.link;

import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.LinkStatus.LogLag;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.LinkedLog;

/** Links as the API shows them. */
final class ShownLinks {
    private static final long MICROS_A_MILLI = 1_000;

    private ShownLinks() {}

    static Link link(LinkStatus status, long nowMicros) {
        Link.Builder shown = Link.newBuilder()
                .setPeer(Names.DATA_CENTERS + status.peer())
                .setDirection(direction(status.direction()))
                .setState(state(status.state()))
                .setReason(status.reason())
                .setAddress(status.address())
                .setLagBlocks(status.lagBlocks())
                .setBlocks(status.carried().blocks())
                .setBytes(status.carried().bytes())
                .setConnections(status.carried().connections())
                .addAllLogs(status.logs().stream().map(ShownLinks::log).toList());
        if (status.heardMicros() > 0) {
            shown.setLastHeardTime(Fields.timestamp(status.heardMicros()));
        }
        if (status.caughtUpMicros() > 0) {
            shown.setCaughtUpTime(Fields.timestamp(status.caughtUpMicros()))
                    .setLagMillis(Math.max(0, nowMicros - status.caughtUpMicros()) / MICROS_A_MILLI);
        }
        return shown.build();
    }

    private static LinkedLog log(LogLag log) {
        return LinkedLog.newBuilder().setLog(log.log()).setHead(log.head()).setCopied(log.copied()).build();
    }

    private static LinkDirection direction(LinkStatus.Direction direction) {
        return switch (direction) {
            case FROM_PEER -> LinkDirection.LINK_DIRECTION_FROM_PEER;
            case TO_PEER -> LinkDirection.LINK_DIRECTION_TO_PEER;
        };
    }

    private static LinkState state(io.breakwater.link.LinkState state) {
        return switch (state) {
            case CONNECTING -> LinkState.LINK_STATE_CONNECTING;
            case CONNECTED -> LinkState.LINK_STATE_CONNECTED;
            case CUT -> LinkState.LINK_STATE_CUT;
            case REFUSED -> LinkState.LINK_STATE_REFUSED;
        };
    }
}
