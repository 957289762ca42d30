package io.breakwater.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.StoredRow;
import io.breakwater.link.FollowedLogs.Head;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.Ack;
import io.breakwater.link.v1.Blocks;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.Heads;
import io.breakwater.link.v1.Hello;
import io.breakwater.link.v1.LeaderMessage;
import io.breakwater.link.v1.Position;
import io.breakwater.link.v1.Welcome;
import io.breakwater.log.Digest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes over a link, in words of the wire and back. */
final class LinkMessages {

    private LinkMessages() {}

    static FollowerMessage hello(Party party, Map<String, Head> copies, boolean ownTail) {
        Hello.Builder hello = Hello.newBuilder().setParty(party(party)).setOwnTail(ownTail);
        copies.forEach((log, head) -> {
            if (head.number() > 0) {
                hello.addPositions(Position.newBuilder().setLog(log).setNumber(head.number())
                        .setDigest(ByteString.copyFrom(head.digest().bytes())));
            }
        });
        return FollowerMessage.newBuilder().setHello(hello).build();
    }

    static FollowerMessage ack(Map<String, Long> durable) {
        return FollowerMessage.newBuilder().setAck(Ack.newBuilder().addAllDurable(heads(durable))).build();
    }

    static LeaderMessage welcome(Party party, Map<String, Long> heads) {
        return LeaderMessage.newBuilder()
                .setWelcome(Welcome.newBuilder().setParty(party(party)).addAllHeads(heads(heads)))
                .build();
    }

    static LeaderMessage beat(Map<String, Long> heads) {
        return LeaderMessage.newBuilder().setHeads(Heads.newBuilder().addAllHeads(heads(heads))).build();
    }

    /** The leader lives, and does not know yet where its logs stand. */
    static LeaderMessage stillHere() {
        return beat(Map.of());
    }

    static LeaderMessage refusal(Refusal refusal) {
        return LeaderMessage.newBuilder()
                .setRefusal(io.breakwater.link.v1.Refusal.newBuilder()
                        .setCode(refusal.code().name()).setDetail(refusal.detail()))
                .build();
    }

    static LeaderMessage blocks(String log, long first, List<StoredRow> rows) {
        PayloadBytes last = rows.getLast().payload();
        Blocks.Builder message = Blocks.newBuilder().setLog(log).setFirst(first)
                .setDigest(ByteString.copyFrom(Digest.sha256(last.bytes()).bytes()))
                .setSerializer(last.serializerId())
                .setManifest(last.manifest());
        rows.forEach(row -> message.addBlocks(UnsafeByteOperations.unsafeWrap(row.bytes())));
        return LeaderMessage.newBuilder().setBlocks(message).build();
    }

    static io.breakwater.link.v1.Party party(Party party) {
        return io.breakwater.link.v1.Party.newBuilder()
                .setEnvironment(party.environment())
                .setDataCenter(party.dataCenter())
                .setNumber(party.number())
                .setProtocol(Party.PROTOCOL)
                .putAllLanes(party.lanes())
                .build();
    }

    static Party party(io.breakwater.link.v1.Party party) {
        return new Party(party.getEnvironment(), party.getDataCenter(), party.getNumber(),
                new TreeMap<>(party.getLanesMap()));
    }

    private static List<io.breakwater.link.v1.Head> heads(Map<String, Long> heads) {
        return heads.entrySet().stream()
                .map(head -> io.breakwater.link.v1.Head.newBuilder()
                        .setLog(head.getKey()).setNumber(head.getValue()).build())
                .toList();
    }

    static Map<String, Long> heads(List<io.breakwater.link.v1.Head> heads) {
        Map<String, Long> read = new TreeMap<>();
        heads.forEach(head -> read.put(head.getLog(), head.getNumber()));
        return read;
    }

    /** @throws LinkRefused where it has another length than a digest */
    static Digest digest(ByteString bytes) {
        if (bytes.size() != Digest.BYTES) {
            throw LinkRefused.of(Code.DAMAGED, "a digest has " + bytes.size() + " bytes");
        }
        return Digest.of(bytes.toByteArray());
    }
}
