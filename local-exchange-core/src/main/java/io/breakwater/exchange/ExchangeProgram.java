package io.breakwater.exchange;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;

/**
 * Takes turns: {@code ExchangeProgram USERS SYMBOLS}. On standard input a turn is an int, how many commands, then
 * these, then an int to begin with them; what it says on standard output is a line each: that it is there, that it has
 * them, and {@code refused nanos senderCpuNanos}. Ends with its input.
 */
public final class ExchangeProgram {

    /** It takes turns. */
    public static final String READY = "ready";
    /** It has what was sent, and waits for the word to begin. */
    public static final String LOADED = "loaded";

    private static final int FAILED = 4;
    private static final int CHUNK = 8_192 * ExchangeCommand.BYTES;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Exchange exchange;
    private final DataInputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int[] commands = new int[0];

    private ExchangeProgram(Exchange exchange, DataInputStream in) {
        this.exchange = exchange;
        this.in = in;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(ExchangeProgram::end);
        try (Exchange exchange = Exchange.open(Integer.parseInt(args[0]), Integer.parseInt(args[1]))) {
            System.out.println(READY);
            new ExchangeProgram(exchange, new DataInputStream(System.in)).takeTurns();
        } catch (EOFException ended) {
            System.err.println("no more turns");
        }
    }

    /** The exchange's threads would go on looking for work. */
    private static void end(Thread thread, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }

    private void takeTurns() throws IOException, InterruptedException {
        while (true) {
            int count = in.readInt();
            load(Math.multiplyExact(count, ExchangeCommand.INTS));
            System.out.println(LOADED);
            in.readInt();
            System.out.println(turn(count));
        }
    }

    /** The array is kept for later turns, and what they leave is collected now. */
    private void load(int ints) throws IOException {
        if (commands.length < ints) {
            commands = new int[ints];
        }
        for (int at = 0; at < ints; ) {
            int bytes = Math.min(chunk.length, (ints - at) * Integer.BYTES);
            in.readFully(chunk, 0, bytes);
            ByteBuffer.wrap(chunk).asIntBuffer().get(commands, at, bytes / Integer.BYTES);
            at += bytes / Integer.BYTES;
        }
        System.gc();
    }

    private String turn(int count) throws InterruptedException {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        int refused = exchange.answer(commands, count);
        long nanos = System.nanoTime() - begun;
        return refused + " " + nanos + " " + (THREADS.getCurrentThreadCpuTime() - cpu);
    }
}
