package io.breakwater.feed.live;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A venue on this machine: a WebSocket server (RFC 6455) that says what a script says, and answers GETs beside it. */
public final class LoopbackVenue implements AutoCloseable {
    private static final String KEY_END = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** What it does. */
    public interface Script {

        /** A text came in from whoever is connected. */
        void received(Peer peer, String text);

        /** What a GET answers; null for 404. */
        default String get(String path) {
            return null;
        }
    }

    /** Who is connected. */
    public static final class Peer {
        private final Socket socket;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        public synchronized void send(String text) {
            frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        synchronized void ping() {
            frame(PING, new byte[0]);
        }

        private void frame(int kind, byte[] bytes) {
            try {
                ByteArrayOutputStream frame = new ByteArrayOutputStream(bytes.length + 10);
                frame.write(0x80 | kind);
                if (bytes.length < 126) {
                    frame.write(bytes.length);
                } else {
                    int width = bytes.length < 1 << 16 ? 2 : 8;
                    frame.write(width == 2 ? 126 : 127);
                    for (int i = width - 1; i >= 0; i--) {
                        frame.write((int) ((long) bytes.length >>> 8 * i));
                    }
                }
                frame.write(bytes);
                out.write(frame.toByteArray());
                out.flush();
            } catch (IOException gone) {
                drop();
            }
        }

        /** Cuts the line without a word. */
        public void drop() {
            try {
                socket.close();
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
        }
    }

    final List<String> received = new CopyOnWriteArrayList<>();
    final Deque<Peer> peers = new ConcurrentLinkedDeque<>();
    private final ServerSocket server;
    private final Script script;

    public LoopbackVenue(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
    }

    public URI rest() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String request = line(in);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            if (headers.containsKey("sec-websocket-key")) {
                talk(socket, in, headers.get("sec-websocket-key"));
            } else {
                answer(socket, script.get(request.split(" ")[1]));
            }
        } catch (IOException gone) {
            peers.removeIf(it -> it.socket == socket);
        }
    }

    private static void answer(Socket socket, String body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + (body == null ? "404 Not Found" : "200 OK") + "\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private void talk(Socket socket, DataInputStream in, String key) throws IOException {
        Peer peer = new Peer(socket);
        peers.add(peer);
        String accept = Base64.getEncoder().encodeToString(sha1(key + KEY_END));
        socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        while (true) {
            int kind = in.readUnsignedByte() & 0xf;
            byte[] bytes = payload(in);
            if (kind == CLOSE) {
                peers.remove(peer);
                return;
            }
            if (kind == TEXT) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                received.add(text);
                script.received(peer, text);
            } else if (kind == PING) {
                peer.frame(PONG, bytes);
            }
        }
    }

    private static byte[] payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        int size = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes(size);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i & 3];
        }
        return bytes;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        peers.forEach(Peer::drop);
    }
}
