package io.breakwater.ops.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a paged list to its end. */
final class Pages {
    /** A list longer than this is cut with a message: a bound, not a limit anyone should meet. */
    private static final int MOST_PAGES = 10_000;

    /** As many as a page may hold. */
    static final int SIZE = 1_000;

    private Pages() {}

    /** All items, asking with the token of the page before until there is none. */
    static <P, T> List<T> all(Function<String, P> ask, Function<P, List<T>> items, Function<P, String> token) {
        List<T> all = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            P answer = ask.apply(next);
            all.addAll(items.apply(answer));
            next = token.apply(answer);
            if (next.isEmpty()) {
                return all;
            }
        }
        throw new IllegalStateException("more than " + MOST_PAGES + " pages");
    }
}
