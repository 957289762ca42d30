package io.breakwater.ops.load;

/**
 * Prices and quantities of one instrument as whole numbers, and how they are written.
 *
 * @param instrument `instruments/{id}`
 * @param tick size of a tick in units of 10^−priceScale
 * @param priceScale digits after the point of a price, 0 to 12
 * @param lot size of a lot in units of 10^−quantityScale
 * @param quantityScale digits after the point of a quantity, 0 to 12
 */
public record Grid(String instrument, long tick, int priceScale, long lot, int quantityScale) {
    public String price(long ticks) {
        return decimal(Math.multiplyExact(ticks, tick), priceScale);
    }

    public String quantity(long lots) {
        return decimal(Math.multiplyExact(lots, lot), quantityScale);
    }

    /** 12345 at scale 2 is "123.45"; no trailing zeros are cut. */
    static String decimal(long unscaled, int scale) {
        if (scale == 0) {
            return Long.toString(unscaled);
        }
        String digits = Long.toString(Math.abs(unscaled));
        StringBuilder text = new StringBuilder(digits.length() + scale + 2);
        if (unscaled < 0) {
            text.append('-');
        }
        int whole = digits.length() - scale;
        if (whole <= 0) {
            text.append("0.").repeat('0', -whole).append(digits);
        } else {
            text.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
        }
        return text.toString();
    }
}
