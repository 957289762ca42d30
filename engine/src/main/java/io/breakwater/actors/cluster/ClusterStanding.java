package io.breakwater.actors.cluster;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * How a cluster stands, as one of its nodes sees it.
 *
 * @param settings in which all nodes of a cluster agree; a node of others is not let in
 * @param members whatever state they are in, in their order
 * @param isSettled all of them are up and answer, and have been the same for a while
 * @param isFound one of them is a seed, so that a node that starts finds this cluster
 */
public record ClusterStanding(List<String> settings, List<Member> members, boolean isSettled, boolean isFound) {
    /** Of two that both are found the larger goes on, of equal ones that with the lowest member. */
    private static final Comparator<ClusterStanding> BY_RANK = Comparator
            .comparingInt((ClusterStanding each) -> -each.members.size())
            .thenComparing(each -> Collections.min(each.members));

    /** Copies both lists; members are put in order. */
    public ClusterStanding {
        settings = List.copyOf(settings);
        members = members.stream().sorted().toList();
    }

    /**
     * A process that is or was a member.
     *
     * @param address host:port
     * @param incarnation of the process at this address; never the same again after a start
     */
    public record Member(String address, long incarnation) implements Comparable<Member> {
        private static final Comparator<Member> ORDER =
                Comparator.comparing(Member::address).thenComparingLong(Member::incarnation);

        @Override
        public int compareTo(Member other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Whether this cluster's nodes are to end and become members of the other one: of two settled clusters it is true
     * of one at most, whoever asks. Two that have a member in common are one, seen at two moments or from two sides of
     * a cut. A cluster that nobody finds who starts is not given way to, and gives way to one that is found.
     */
    public boolean givesWayTo(ClusterStanding other) {
        boolean areTwo = isSettled && other.isSettled && settings.equals(other.settings)
                && Collections.disjoint(members, other.members);
        return areTwo && other.isFound && (!isFound || BY_RANK.compare(this, other) > 0);
    }
}
