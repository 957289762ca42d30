package io.breakwater.actors.peer;

/**
 * Another data center whose logs are kept here as copies.
 *
 * @param id as names of logs carry it
 * @param number 0…127, as ids carry it
 */
public record Peer(String id, int number) {}
