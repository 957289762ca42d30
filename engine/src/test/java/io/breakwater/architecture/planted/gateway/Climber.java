package io.breakwater.architecture.planted.gateway;

import io.breakwater.architecture.planted.app.Ground;

/** Planted: gateway may not use app. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
