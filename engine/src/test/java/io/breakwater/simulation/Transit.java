package io.breakwater.simulation;

import io.breakwater.domain.counterparty.MovedCollateral;
import io.breakwater.simulation.Violation.Kind;

/** Money between data centers, as only those see it who see both ends: none is made there, and none stays there. */
final class Transit {
    private Transit() {}

    /** Nobody has received what was not sent, of those that are at work. */
    static void check(Simulation simulation, DataCenter center) {
        for (DataCenter other : simulation.others(center)) {
            if (other.purse().isUp()) {
                check(center, other);
                check(other, center);
            }
        }
    }

    private static void check(DataCenter to, DataCenter from) {
        MovedCollateral received = to.purse().moved(from.id());
        long sent = from.purse().moved(to.id()).sentMinor();
        Oracle.check(received.receivedMinor() <= sent, Kind.MONEY_MINTED, () -> to.id() + " has received "
                + received.receivedMinor() + " of " + sent + " from " + from.id());
    }

    /** Once nothing more is asked and everybody has heard of all: what was sent has arrived. */
    static void arrived(Simulation simulation) {
        for (DataCenter to : simulation.centers()) {
            for (DataCenter from : simulation.others(to)) {
                long received = to.purse().moved(from.id()).receivedMinor();
                long sent = from.purse().moved(to.id()).sentMinor();
                Oracle.check(received == sent, Kind.MONEY_LOST,
                        () -> to.id() + " has received " + received + " of " + sent + " from " + from.id());
            }
        }
    }
}
