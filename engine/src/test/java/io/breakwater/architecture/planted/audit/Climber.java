package io.breakwater.architecture.planted.audit;

import io.breakwater.architecture.planted.gateway.Ground;

/** Planted: audit may not use gateway. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
