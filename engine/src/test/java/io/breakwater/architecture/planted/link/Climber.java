package io.breakwater.architecture.planted.link;

import io.breakwater.architecture.planted.gateway.Ground;

/** Planted: link may not use gateway. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
