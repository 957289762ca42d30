package io.breakwater.actors.peer;

/**
 * A restriction that was placed or lifted here.
 *
 * @param log of the lane that has decided it, such as {@code counterparty-03}; it has the same name everywhere
 * @param block no earlier one of that log than the one with the change; 0 where that is not known
 * @param entity it was placed on
 * @param restriction its id
 */
public record RestrictionChange(String log, long block, String entity, long restriction, boolean lifted) {

    /** Kind of the lane. */
    String kind() {
        return log.substring(0, log.lastIndexOf('-'));
    }
}
