package io.breakwater.architecture.planted.actors;

import io.breakwater.architecture.planted.journal.Ground;

/** Planted: actors may not use journal. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
