package io.breakwater.gateway.edge;

import io.breakwater.log.Entity;
import io.breakwater.projections.NamedEntities;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Pages of a sorted map. A token is the last key that was shown, so that a page goes on where the one before ended,
 * whatever has come and gone in between.
 */
public final class Pages {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 1_000;
    private static final int MAX_TOKEN = 1_024;
    private static final String MARK = "p1:";

    /** @param next token of the next page; empty: this was the last */
    public record Page<T>(List<T> items, String next) {}

    /** What a caller asks for: after which key, and at most how many. */
    public record Ask(String after, int size) {}

    private Pages() {}

    /** @throws RequestFault FIELD_INVALID or PAGE_TOKEN_INVALID */
    public static Ask ask(int pageSize, String token) {
        int size = pageSize == 0 ? DEFAULT_SIZE : Fields.range("page_size", pageSize, 1, MAX_SIZE);
        return new Ask(token.isEmpty() ? "" : key(token), size);
    }

    /** A page of a sorted map that is small enough to be held. */
    public static <V, T> Page<T> of(SortedMap<String, V> all, Ask ask, Function<V, T> show) {
        SortedMap<String, V> rest = ask.after().isEmpty() ? all : all.tailMap(ask.after() + "\0");
        List<T> items = new ArrayList<>(Math.min(ask.size(), 128));
        String last = "";
        for (var entry : rest.entrySet()) {
            if (items.size() == ask.size()) {
                return new Page<>(items, token(last));
            }
            items.add(show.apply(entry.getValue()));
            last = entry.getKey();
        }
        return new Page<>(items, "");
    }

    /** A page that was cut out already. */
    public static <S, T> Page<T> of(NamedEntities.Page<S> page, Function<Entity<S>, T> show) {
        List<T> items = page.entities().stream().map(show).toList();
        return new Page<>(items, page.isLast() ? "" : token(page.entities().getLast().name()));
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        if (token.length() <= MAX_TOKEN) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                if (text.startsWith(MARK)) {
                    return text.substring(MARK.length());
                }
            } catch (IllegalArgumentException notBase64) {
                throw invalidToken();
            }
        }
        throw invalidToken();
    }

    private static RequestFault invalidToken() {
        return RequestFault.of(ErrorReason.PAGE_TOKEN_INVALID, "page_token", "must be a token that this list gave");
    }
}
