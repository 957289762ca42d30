package io.breakwater.feed.live.bybit;

import io.breakwater.feed.live.Json;

/**
 * What stands beside a message's data.
 *
 * @param topic empty in an answer
 * @param isWhole whether the data are all there is, no change
 * @param atMicros epoch micros
 */
record BybitHead(String topic, boolean isWhole, long atMicros) {

    static BybitHead of(String text) {
        String topic = "";
        boolean isWhole = false;
        long at = 0;
        Json json = Json.of(text);
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "topic" -> topic = json.text();
                case "type" -> isWhole = json.text().equals("snapshot");
                case "ts" -> at = json.millis();
                default -> json.skip();
            }
        }
        return new BybitHead(topic, isWhole, at);
    }

    String kind() {
        return topic.substring(0, Math.max(0, topic.indexOf('.')));
    }

    String symbol() {
        return topic.substring(topic.lastIndexOf('.') + 1);
    }
}
