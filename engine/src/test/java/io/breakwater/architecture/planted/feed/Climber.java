package io.breakwater.architecture.planted.feed;

import io.breakwater.architecture.planted.actors.Ground;

/** Planted: feed may not use actors. */
final class Climber {
    private final Ground above = new Ground();

    Ground above() {
        return above;
    }
}
