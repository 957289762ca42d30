package io.breakwater.link;

import java.util.List;

/** How the links of this data center are. May be asked from any thread; does not wait. */
@FunctionalInterface
public interface LinkBoard {

    /** Both directions of every peer that is set, by peer; none where none is. */
    List<LinkStatus> links();
}
