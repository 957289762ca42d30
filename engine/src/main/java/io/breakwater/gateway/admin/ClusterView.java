package io.breakwater.gateway.admin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What a node knows of the others. */
public interface ClusterView {

    /** @param address host:port between nodes */
    record Member(String address, String state, boolean reachable, boolean self) {}

    List<Member> members();

    /** Address of the node that each lane runs on, by name of the lane; without those that move. */
    CompletionStage<Map<String, String>> owners();

    boolean isViewCurrent();

    /** Block of the tape that the view shows; 0 before the first. */
    long viewBlock();
}
