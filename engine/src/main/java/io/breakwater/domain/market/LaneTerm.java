package io.breakwater.domain.market;

import io.breakwater.kernel.Invariants;

/**
 * Under which term a lane has observed something. A lane that another node has taken over may go on telling what it
 * observed before; by its term it is known as late.
 *
 * @param lane name of its log; empty where nobody says
 * @param term of the lane when it told, from 1; 0 where nobody says
 */
public record LaneTerm(String lane, int term) {

    /** Of what no lane has observed. */
    public static final LaneTerm NONE = new LaneTerm("", 0);

    public LaneTerm {
        Invariants.check(lane.isEmpty() == (term == 0), () -> "a lane and its term go together: " + term);
    }
}
