package io.breakwater.link;

import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.Refusal.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data center as it names itself to another.
 *
 * @param lanes how many there are of each kind, such as {@code counterparty}
 */
public record Party(String environment, String dataCenter, int number, SortedMap<String, Integer> lanes) {
    /** Of the messages between them; raised when they change. */
    static final int PROTOCOL = 1;

    public Party {
        lanes = new TreeMap<>(lanes);
    }

    /** What a certificate of this data center is made out to. */
    String certificateName() {
        return certificateName(environment, dataCenter);
    }

    static String certificateName(String environment, String dataCenter) {
        return dataCenter + "." + environment + ".breakwater";
    }

    /** Its logs, by name. */
    List<String> logs() {
        List<String> names = new ArrayList<>();
        lanes.forEach((kind, count) -> {
            for (int lane = 0; lane < count; lane++) {
                names.add(kind + (lane < 10 ? "-0" : "-") + lane);
            }
        });
        return names;
    }

    /** @throws LinkRefused where this data center has no link with the other one */
    void require(Party other, int protocol, Peer expected) {
        if (!other.environment.equals(environment)) {
            throw LinkRefused.of(Code.WRONG_ENVIRONMENT, other.dataCenter + " is of " + other.environment + ", "
                    + dataCenter + " of " + environment);
        }
        if (protocol != PROTOCOL) {
            throw LinkRefused.of(Code.WRONG_PROTOCOL, other.dataCenter + " speaks version " + protocol + ", "
                    + dataCenter + " version " + PROTOCOL);
        }
        if (!other.dataCenter.equals(expected.id()) || other.number != expected.number()) {
            throw LinkRefused.of(Code.UNKNOWN_PEER, "it is " + other.dataCenter + " with number " + other.number
                    + ", expected " + expected.id() + " with number " + expected.number());
        }
        if (!other.lanes.equals(lanes)) {
            throw LinkRefused.of(Code.WRONG_LANES, other.dataCenter + " has " + other.lanes + ", " + dataCenter + " "
                    + lanes);
        }
    }
}
