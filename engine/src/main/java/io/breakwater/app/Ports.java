package io.breakwater.app;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Ports that a node opens: one that cannot be had is named by its setting. */
final class Ports {
    /** How gRPC begins to say it, whose transport has an exception of its own for it. */
    private static final String NOT_BOUND = "Failed to bind";

    private Ports() {}

    /**
     * What opening it gives.
     *
     * @param setting above {@code bind} and {@code port}
     * @param address host:port
     * @throws IOException where it cannot be had, naming setting, address, reason and remedy; or for another reason
     */
    static <T> T opened(String setting, String address, Callable<T> opening) throws IOException {
        try {
            return opening.call();
        } catch (Exception failure) {
            if (causes(failure).anyMatch(Ports::isBinding)) {
                throw new IOException(setting + ".port: " + address + " cannot be served on ("
                        + causes(failure).reduce((_, deeper) -> deeper).map(Throwable::getMessage).orElseThrow()
                        + "): set another, or stop who has it", failure);
            }
            switch (failure) {
                case IOException told -> throw told;
                case RuntimeException bug -> throw bug;
                default -> throw new IOException(failure);
            }
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static boolean isBinding(Throwable failure) {
        return failure instanceof BindException || String.valueOf(failure.getMessage()).startsWith(NOT_BOUND);
    }
}
