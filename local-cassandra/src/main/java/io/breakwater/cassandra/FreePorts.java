package io.breakwater.cassandra;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for processes that are told of them before they bind them, such as the seeds of a cluster. They lie below what
 * the kernel gives to outgoing connections (from 32768 on Linux), and none is given twice by one process: nothing can
 * take a port between its being chosen and its being bound, as happens to a port that was bound as 0 and closed again.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int STEP = 61;
    private static final AtomicInteger NEXT = new AtomicInteger((int) (ProcessHandle.current().pid() * STEP % COUNT));

    private FreePorts() { }

    /** @throws IOException if none of them is free */
    public static int one() throws IOException {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket probe = new ServerSocket(port, 1)) {
                return probe.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
        throw new BindException("no port is free from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    /** @return so many, all different */
    public static List<Integer> several(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            ports.add(one());
        }
        return ports;
    }
}
