package io.breakwater.ops.load;

/** What an item of a pack asked for, kept until its outcome is known. */
sealed interface Intent {
    TradingAccount account();

    /** A new order. */
    record Submit(TradingAccount account, LiveOrder order) implements Intent {}

    /** Another price for a working order. */
    record Move(TradingAccount account, LiveOrder order, long ticks) implements Intent {}

    /** A cancel of a working order. */
    record Drop(TradingAccount account, LiveOrder order) implements Intent {}

    /** A cancel that comes too late: the order had gone. */
    record Late(TradingAccount account) implements Intent {}
}
