package io.breakwater.bench.node;

/**
 * A pack as its bytes go out.
 *
 * @param id under which the decisions are answered
 * @param decide a DecideRequest; null where the pack has no requests
 * @param factsId under which the facts are answered
 * @param facts a ReportFactsRequest; null where the pack has none
 */
record WirePack(String id, byte[] decide, String factsId, byte[] facts) {}
