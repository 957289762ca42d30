package io.breakwater.gateway.edge;

import io.grpc.Context;
import io.grpc.Metadata;

/**
 * Which data center a caller says that it asked first under a request id: only that one decides it. A request says it
 * itself, or the metadata of its call say it for all requests that do not. Not whether a copy of another data center's
 * log shows that it has decided: that is the lane's to look at.
 *
 * @param here {@code data-centers/{id}} of this node
 * @param required whether there are others, so that nobody may leave it open
 */
public record FirstAsked(String here, boolean required) {
    static final Metadata.Key<String> KEY =
            Metadata.Key.of("x-breakwater-data-center", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> CURRENT = Context.keyWithDefault("breakwater-data-center", "");
    private static final String FIELD = "data_center";

    /** @param dataCenter this one's id */
    public static FirstAsked at(String dataCenter, boolean required) {
        return new FirstAsked(Names.DATA_CENTERS + dataCenter, required);
    }

    static Context in(Context context, Metadata headers) {
        String named = headers.get(KEY);
        return named == null ? context : context.withValue(CURRENT, named);
    }

    /**
     * The one that was asked first; this one where there is no other and none is named.
     *
     * @param named by the request itself; empty: by the metadata of the call
     * @throws RequestFault DATA_CENTER_REQUIRED where it is left open though there are several; NAME_MALFORMED
     */
    public String of(String named) {
        return of(named, FIELD);
    }

    private String of(String named, String field) {
        String first = named.isEmpty() ? CURRENT.get() : named;
        if (first.isEmpty() && required) {
            throw RequestFault.of(ErrorReason.DATA_CENTER_REQUIRED, field,
                    "name the data center that is asked first under this request_id, in the call's " + KEY.name());
        }
        if (first.isEmpty() || first.equals(here)) {
            return here;
        }
        return Names.DATA_CENTERS + Names.id(field, first, Names.DATA_CENTERS);
    }

    /** For what has no outcome by item; @throws RequestFault the same, and OUTCOME_UNKNOWN where another is named */
    void requireHere() {
        String first = of("", KEY.name());
        if (!first.equals(here)) {
            throw elsewhere(first);
        }
    }

    /** It may have been decided where it was asked first, and nobody else can know. */
    public static RequestFault elsewhere(String first) {
        return RequestFault.of(ErrorReason.OUTCOME_UNKNOWN, "asked first at " + first + ": ask there");
    }
}
