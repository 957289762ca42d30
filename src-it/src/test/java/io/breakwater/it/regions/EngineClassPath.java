package io.breakwater.it.regions;

import io.breakwater.ops.command.EngineProgram;

/** Tells tests that run without the launcher where the engine's classes are. */
final class EngineClassPath {

    private EngineClassPath() {}

    /** Leaves what the launcher has told. */
    static void tell() {
        if (System.getProperty(EngineProgram.CLASS_PATH_PROPERTY) == null) {
            System.setProperty(EngineProgram.CLASS_PATH_PROPERTY,
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        }
    }
}
