package io.breakwater.gateway.counterparty;

/**
 * The data center that this node belongs to and onboards counterparties for.
 *
 * @param id as the API names it
 * @param number 0…127, as ids carry it
 */
public record Home(String id, int number) {}
