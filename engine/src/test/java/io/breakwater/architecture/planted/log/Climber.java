package io.breakwater.architecture.planted.log;

import io.breakwater.architecture.planted.actors.Ground;

/** Planted: log may not use actors. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
