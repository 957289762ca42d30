package io.breakwater.architecture.planted.journal;

import io.breakwater.architecture.planted.actors.Ground;

/** Planted: journal may not use actors. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
