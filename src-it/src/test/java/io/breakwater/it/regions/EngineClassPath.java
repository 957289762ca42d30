package io.breakwater.it.regions;

import io.breakwater.it.NodeJvm;

/** Tells tests that run without the launcher where the engine's classes are. */
final class EngineClassPath {

    private EngineClassPath() {}

    /** Leaves what the launcher has told. */
    static void tell() {
        NodeJvm.prepare();
    }
}
