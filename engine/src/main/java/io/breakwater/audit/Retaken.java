package io.breakwater.audit;

import io.breakwater.kernel.RequestId;

/**
 * A decision that came out otherwise when it was taken again, or failed again.
 *
 * @param index of the envelope in its block, from 0
 * @param recordedJson the event as it is stored
 * @param retakenJson the event as it was decided now, or what was decided instead of an event
 */
public record Retaken(
        String log, long block, int index, String entity, RequestId id, String recordedJson, String retakenJson) {

    @Override
    public String toString() {
        return log + " block " + block + " envelope " + index + " (" + entity + ", " + id + "): recorded "
                + recordedJson + ", re-taken " + retakenJson;
    }
}
