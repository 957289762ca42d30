package io.breakwater.feed.fix;

import quickfix.FieldNotFound;
import quickfix.Message;

/** What of a trade an execution report tells, by its MultiLegReportingType. */
enum Part {
    /** All of it: of one instrument, or of a combo of which nothing else is told. */
    ALL,
    LEG,
    /** Of a combo as such, beside what may be told of its legs. */
    WHOLE;

    /** @throws FixFault where it is none of these */
    static Part of(Message message) throws FieldNotFound {
        String type = Fields.optional(message, Tags.MULTI_LEG_REPORTING_TYPE);
        return switch (type) {
            case "", "1" -> ALL;
            case "2" -> LEG;
            case "3" -> WHOLE;
            default -> throw new FixFault("multi-leg reporting type " + type + " is not known");
        };
    }
}
