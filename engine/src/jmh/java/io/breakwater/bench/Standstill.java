package io.breakwater.bench;

import java.io.IOException;

/** Has a process stand still, and go on. */
public final class Standstill {

    private Standstill() {}

    /** SIGSTOP: no thread of it runs any more. */
    public static void begin(Process process) throws IOException, InterruptedException {
        signal(process, "STOP");
    }

    /** SIGCONT. */
    public static void end(Process process) throws IOException, InterruptedException {
        signal(process, "CONT");
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        // The shell has it: as a program it is not on every machine.
        int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " answered " + code);
        }
    }
}
