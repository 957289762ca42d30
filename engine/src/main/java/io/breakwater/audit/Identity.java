package io.breakwater.audit;

import io.breakwater.kernel.Origin;
import io.breakwater.log.LogName;

/**
 * Whose logs these are: every log's genesis and every id that a decision made is bound to it.
 *
 * @param environment production, uat or simulation
 * @param dataCenter name of the data center
 * @param number of the data center in ids, 0…127
 */
public record Identity(String environment, String dataCenter, int number) {

    public LogName log(String log) {
        return new LogName(environment, dataCenter, log);
    }

    /** Where ids come from that were made under a term. */
    public Origin origin(long term) {
        return new Origin(number, Math.toIntExact(term));
    }
}
