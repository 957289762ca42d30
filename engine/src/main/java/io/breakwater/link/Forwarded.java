package io.breakwater.link;

import com.google.protobuf.ByteString;

/**
 * A request of the API on its way from a data center that it was asked of to the one that it names.
 *
 * @param caller who has asked, as the first one was told
 * @param trace of the caller's; empty where there is none
 * @param request as it came, of this call
 */
public record Forwarded(Call call, String caller, String trace, ByteString request) {

    /** What may be forwarded: whatever is answered item by item. */
    public enum Call {
        DECIDE,
        REPORT_FACTS
    }
}
