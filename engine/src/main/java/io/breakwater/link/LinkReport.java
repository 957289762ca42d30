package io.breakwater.link;

import com.google.protobuf.InvalidProtocolBufferException;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import io.breakwater.link.LinkStatus.LogLag;
import io.breakwater.link.v1.End;
import io.breakwater.link.v1.EndLog;
import io.breakwater.link.v1.Report;
import java.util.List;

/**
 * What one node tells the others of its data center about the ends of links that it has.
 *
 * @param node that tells it
 */
public record LinkReport(String node, List<LinkStatus> ends) {

    /** As it goes between nodes. */
    public byte[] bytes() {
        return Report.newBuilder().setNode(node).addAllEnds(ends.stream().map(LinkReport::end).toList()).build()
                .toByteArray();
    }

    /** @throws IllegalArgumentException where the bytes are no report */
    public static LinkReport read(byte[] bytes) {
        try {
            Report report = Report.parseFrom(bytes);
            return new LinkReport(report.getNode(), report.getEndsList().stream().map(LinkReport::status).toList());
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalArgumentException("no report of links: " + malformed.getMessage(), malformed);
        }
    }

    private static End end(LinkStatus status) {
        return End.newBuilder()
                .setPeer(status.peer())
                .setDirection(status.direction().name())
                .setState(status.state().name())
                .setAddress(status.address())
                .setReason(status.reason())
                .setHeardMicros(status.heardMicros())
                .setCaughtUpMicros(status.caughtUpMicros())
                .setBlocks(status.carried().blocks())
                .setBytes(status.carried().bytes())
                .setConnections(status.carried().connections())
                .addAllLogs(status.logs().stream().map(LinkReport::log).toList())
                .build();
    }

    private static EndLog log(LogLag log) {
        return EndLog.newBuilder().setLog(log.log()).setHead(log.head()).setCopied(log.copied()).build();
    }

    private static LinkStatus status(End end) {
        return new LinkStatus(end.getPeer(), Direction.valueOf(end.getDirection()), LinkState.valueOf(end.getState()),
                end.getAddress(), end.getReason(), end.getHeardMicros(), end.getCaughtUpMicros(),
                end.getLogsList().stream()
                        .map(log -> new LogLag(log.getLog(), log.getHead(), log.getCopied())).toList(),
                new Carried(end.getBlocks(), end.getBytes(), end.getConnections()));
    }
}
