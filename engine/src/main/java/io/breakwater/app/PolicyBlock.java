package io.breakwater.app;

import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One block of the configured policy: values that need not be there, and a look at whether there are others. */
final class PolicyBlock {
    private static final int USD_SCALE = 6;
    /** Dollars, so that sums of several stay far below what a long holds. */
    private static final long MOST_USD = 10_000_000_000L;

    private final SettingReader at;
    private final Set<String> known = new TreeSet<>();

    PolicyBlock(SettingReader at) {
        this.at = at;
    }

    int number(String key, int least, int most, int usual) {
        return isSaid(key) ? at.number(key, least, most) : usual;
    }

    /** So many numbers. */
    List<Integer> numbers(String key, int count, int least, int most, List<Integer> usual) {
        return isSaid(key) ? at.numbers(key, count, least, most) : usual;
    }

    long micros(String key, Duration least, Duration most, long usual) {
        return isSaid(key) ? at.span(key, least, most).toNanos() / 1_000 : usual;
    }

    String oneOf(String key, List<String> choices, String usual) {
        return isSaid(key) ? at.oneOf(key, choices) : usual;
    }

    /** Dollars with at most six decimals, not negative. */
    long usdMicros(String key, long usual) {
        if (!isSaid(key)) {
            return usual;
        }
        String said = at.text(key);
        try {
            long micros = Decimals.parse(said, USD_SCALE);
            if (micros >= 0 && micros <= MOST_USD * 1_000_000) {
                return micros;
            }
        } catch (MalformedDecimal malformed) {
            throw new SettingFault(at.path() + "." + key, "is " + said, "give dollars, such as 1000.50");
        }
        throw new SettingFault(at.path() + "." + key, "is " + said, "set it between 0 and " + MOST_USD);
    }

    PolicyBlock block(String key) {
        known.add(key);
        return new PolicyBlock(at.at(key));
    }

    /** Of the blocks in it. */
    Set<String> names() {
        return at.keys();
    }

    SettingFault fault(String wrong, String remedy) {
        return new SettingFault(at.path(), wrong, remedy);
    }

    /** @throws SettingFault where it has a key that was not asked for */
    void end() {
        at.of(known);
    }

    private boolean isSaid(String key) {
        known.add(key);
        return at.has(key);
    }
}
