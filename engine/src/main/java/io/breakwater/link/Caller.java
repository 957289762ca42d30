package io.breakwater.link;

import java.util.function.Predicate;

/**
 * Who has opened a stream to a leader.
 *
 * @param address where from
 * @param certificate whether it names a data center; always true where there are no certificates
 */
record Caller(String address, Predicate<String> certificate) {}
