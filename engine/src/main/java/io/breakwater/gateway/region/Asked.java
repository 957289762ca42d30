package io.breakwater.gateway.region;

import io.breakwater.kernel.RequestId;

/**
 * Under which id something is asked for.
 *
 * @param validateOnly it is judged, limit by limit, and neither a log nor the record of three sites changes
 */
record Asked(RequestId id, boolean validateOnly) {

    static Asked toDo(RequestId id) {
        return new Asked(id, false);
    }

    /** For a second command about the same limit. */
    Asked next() {
        return new Asked(new RequestId(id.msb(), id.lsb(), id.item() + 1), validateOnly);
    }
}
