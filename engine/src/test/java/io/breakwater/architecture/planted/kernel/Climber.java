package io.breakwater.architecture.planted.kernel;

import io.breakwater.architecture.planted.domain.Ground;

/** Planted: kernel may not use domain. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
