package io.breakwater.feed;

/**
 * An instrument or index as a venue writes it; an alias, never an internal id.
 *
 * @param venue id without its collection, such as {@code deribit}
 * @param symbol in the venue's own letters
 */
public record VenueSymbol(String venue, String symbol) {

    @Override
    public String toString() {
        return venue + ":" + symbol;
    }
}
