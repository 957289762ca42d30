package io.breakwater.domain;

/**
 * A placed trading state. Lifted by id; until then it holds, whoever else places or lifts another.
 *
 * @param id made by the scope that holds it
 * @param source who placed it: a person, a playbook, the engine itself
 * @param expiresAtMicros epoch micros after which it no longer holds; {@link Long#MAX_VALUE} when it must be lifted
 */
public record Restriction(long id, TradingState state, String source, String reason, long expiresAtMicros) {

    /** The same under the id that it was given. */
    public Restriction named(long given) {
        return new Restriction(given, state, source, reason, expiresAtMicros);
    }

    public boolean holdsAt(long nowMicros) {
        return nowMicros < expiresAtMicros;
    }
}
