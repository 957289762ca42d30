package io.breakwater.architecture.planted.projections;

import io.breakwater.architecture.planted.gateway.Ground;

/** Planted: projections may not use gateway. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
