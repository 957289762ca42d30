package io.breakwater.architecture.planted.domain;

import io.breakwater.architecture.planted.log.Ground;

/** Planted: domain may not use log. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
