package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;

/**
 * A cap that only warns and is exceeded.
 *
 * @param account empty for a cap of the counterparty
 * @param dimension of the cap
 * @param used when it opened
 */
public record Warning(String account, Measure measure, String dimension, long cap, long used) {

    static String key(String account, Limit limit) {
        return account + '/' + limit.measure() + '/' + limit.dimension();
    }

    String key() {
        return account + '/' + measure + '/' + dimension;
    }
}
