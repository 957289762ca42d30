package io.breakwater.ops.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;

/**
 * A process between data centers on one machine: every link goes through it, so that they can be cut apart. A cut loses
 * bytes and closes nothing, as a network does.
 *
 * <p>Arguments: the port at which it is told what to do, then routes such as {@code b>a=7601:7501}: who calls, who is
 * called, where the relay listens and where the called one does.
 */
public final class LinkRelay {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int OK = 200;
    private static final int WRONG = 400;

    /** Bytes from the first to the second are lost: "a>b". */
    private final Set<String> cuts = new CopyOnWriteArraySet<>();
    private final List<RelayRoute> routes = new ArrayList<>();

    private LinkRelay() {}

    public static void main(String[] args) throws IOException {
        LinkRelay relay = new LinkRelay();
        for (String route : Arrays.asList(args).subList(1, args.length)) {
            relay.routes.add(RelayRoute.open(route, relay.cuts));
        }
        HttpServer told = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(LOOPBACK), Integer.parseInt(args[0])), 0);
        told.createContext("/", relay::told);
        told.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        told.start();
    }

    /** {@code /cut/a>b,b>a}, {@code /heal} or {@code /cuts}; answers what is cut then. */
    private void told(HttpExchange exchange) throws IOException {
        String[] words = exchange.getRequestURI().getPath().split("/");
        boolean known = words.length == 2 && Set.of("heal", "cuts").contains(words[1])
                || words.length == 3 && words[1].equals("cut");
        if (known && words[1].equals("cut")) {
            cuts.addAll(List.of(words[2].split(",")));
        } else if (known && words[1].equals("heal")) {
            cuts.clear();
            routes.forEach(RelayRoute::closeConnections);
        }
        byte[] answer = String.join(",", new TreeSet<>(cuts)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? OK : WRONG, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
