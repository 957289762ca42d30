package io.breakwater.kernel;

/** The unit of a limit or of a number in a refusal. */
public enum Unit {
    NONE,
    COUNT,
    PER_SECOND,
    LOTS,
    /** Price in the instrument's smallest step of scale, 10^-priceScale of its quote. */
    TICKS,
    /** One millionth of a US dollar. */
    USD_MICROS,
    BASIS_POINTS,
    MICROS,
    /** Smallest unit of the asset named in the refusal's subject. */
    ASSET_MINOR,
    APPROVALS
}
