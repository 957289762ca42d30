package io.breakwater.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks of their own for some processes, each with one cable to a bridge of this machine. A cable that is pulled
 * leaves packets unanswered, as between machines. Needs root; what was made is named after this process and its
 * addresses are of a private net that nothing else here is routed to. {@link #close} removes all of it, a killed
 * process leaves it to the next one that opens some. Used by one thread at a time.
 */
public final class Namespaces implements AutoCloseable {
    private static final String PREFIX = "bw";
    private static final Pattern OURS = Pattern.compile("\\b" + PREFIX + "([0-9]+)[a-z][0-9]?\\b");
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int LETTERS = 26;
    private static final int SUBNETS = 12_500;
    private static final int TRIED_SUBNETS = 20;
    private static final int A_BYTE = 250;
    private static final int FIRST_BYTE = 200;
    /** Nothing listens there: who is reached refuses. */
    private static final String SILENT_PORT = "9";
    private static final int SECONDS_OF_A_CABLE = 30;

    private final String bridge;
    private final String subnet;
    private final int count;
    private final Thread hook = new Thread(this::remove);

    private Namespaces(String bridge, String subnet, int count) {
        this.bridge = bridge;
        this.subnet = subnet;
        this.count = count;
    }

    /** This machine does not let us make any, in words. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Makes so many, 1 to 9, and tries that each reaches this machine and the next of them.
     *
     * @throws Refused where that cannot be done here; nothing of it is left then
     */
    public static Namespaces open(int count) throws Refused {
        sweep();
        int number = MADE.getAndIncrement();
        String name = PREFIX + ProcessHandle.current().pid() + (char) ('a' + number % LETTERS);
        Namespaces made = new Namespaces(name, freeSubnet(number), count);
        boolean usable = false;
        try {
            made.make();
            made.requireReach();
            Runtime.getRuntime().addShutdownHook(made.hook);
            usable = true;
            return made;
        } finally {
            if (!usable) {
                made.remove();
            }
        }
    }

    /** Three numbers of four, of a net that no route but the default one leads to. */
    private static String freeSubnet(int number) throws Refused {
        for (int attempt = 0; attempt < TRIED_SUBNETS; attempt++) {
            int at = (int) ((ProcessHandle.current().pid() + number + attempt) % SUBNETS);
            String subnet = "10." + (FIRST_BYTE + at / A_BYTE) + "." + at % A_BYTE;
            String routes = run("ip", "-o", "route", "show", "to", "match", subnet + ".0/24");
            if (routes.lines().allMatch(route -> route.startsWith("default"))) {
                return subnet;
            }
        }
        throw new Refused("every net of 10.0.0.0/8 that was tried is routed here");
    }

    private void make() throws Refused {
        run("ip", "link", "add", bridge, "type", "bridge");
        run("ip", "addr", "add", host() + "/24", "dev", bridge);
        run("ip", "link", "set", bridge, "up");
        for (int place = 0; place < count; place++) {
            String name = name(place);
            run("ip", "netns", "add", name);
            run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            run("ip", "link", "set", name, "master", bridge, "up");
            run("ip", "-n", name, "addr", "add", address(place) + "/24", "dev", "eth0");
            run("ip", "-n", name, "link", "set", "lo", "up");
            run("ip", "-n", name, "link", "set", "eth0", "up");
        }
    }

    private void requireReach() throws Refused {
        for (int place = 0; place < count; place++) {
            for (String other : List.of(host(), address((place + 1) % count))) {
                if (!isReached(place, other, SECONDS_OF_A_CABLE)) {
                    throw new Refused("packets from " + address(place) + " do not come to " + other
                            + " over a bridge of this machine, which may filter them");
                }
            }
        }
    }

    /** Whether a machine answers packets from this place within so many seconds; at once where it does. */
    boolean isReached(int from, String address, int seconds) throws Refused {
        List<String> knock = new ArrayList<>(launcher(from));
        knock.addAll(List.of("timeout", String.valueOf(seconds), "bash", "-c",
                "exec 3<>/dev/tcp/" + address + "/" + SILENT_PORT));
        return ended(knock.toArray(String[]::new)).said().contains("refused");
    }

    /** A command that starts what follows it in this namespace, counted from 0, and becomes it. */
    public List<String> launcher(int place) {
        return List.of("ip", "netns", "exec", name(place));
    }

    /** What processes of this namespace listen on, for all others on the bridge. */
    public String address(int place) {
        return subnet + "." + (place + 1);
    }

    /** What all of it is named after. */
    String bridge() {
        return bridge;
    }

    /** What this machine itself is called on the bridge. */
    public String host() {
        return subnet + ".254";
    }

    /** Nothing passes between this namespace and anybody any more, and nobody is told. */
    public void pull(int place) {
        set(place, "down");
    }

    /** The cable is back. */
    public void plug(int place) {
        set(place, "up");
    }

    private void set(int place, String state) {
        try {
            run("ip", "link", "set", name(place), state);
        } catch (Refused e) {
            throw new IllegalStateException("a cable cannot be set " + state, e);
        }
    }

    /** Of the namespace, and of the end of its cable at the bridge. */
    private String name(int place) {
        return bridge + (place + 1);
    }

    /** What processes have left that do not run any more, and were killed before they could remove it. */
    private static void sweep() throws Refused {
        for (String name : left()) {
            Matcher ours = OURS.matcher(name);
            if (ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
                remove(name);
            }
        }
    }

    /** Names of all namespaces and links on this machine that are named like ours. */
    static List<String> left() throws Refused {
        String all = run("ip", "netns", "list") + run("ip", "-br", "link", "show");
        return OURS.matcher(all).results().map(found -> found.group()).distinct().sorted().toList();
    }

    /** Removes the links first: a process that still runs in a namespace keeps it and its end of a cable. */
    private void remove() {
        for (int place = 0; place < count; place++) {
            remove(name(place));
        }
        remove(bridge);
    }

    private static void remove(String name) {
        try {
            ended("ip", "link", "del", name);
            ended("ip", "netns", "del", name);
        } catch (Refused e) {
            throw new IllegalStateException(name + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private record Ended(int code, String said) {}

    private static String run(String... line) throws Refused {
        Ended ended = ended(line);
        if (ended.code() != 0) {
            throw new Refused(String.join(" ", line) + " answers " + ended.code() + ": " + ended.said().strip());
        }
        return ended.said();
    }

    private static Ended ended(String... line) throws Refused {
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new Refused(Arrays.toString(line) + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while the network is made", e));
        }
    }
}
