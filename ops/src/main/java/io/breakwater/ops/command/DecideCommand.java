package io.breakwater.ops.command;

import picocli.CommandLine.Command;

/** Asks whether an order may be sent. */
@Command(name = "decide", description = "Asks whether orders, amends and cancels may be sent.",
        subcommands = {
            DecideItems.OrderCall.class, DecideItems.AmendCall.class, DecideItems.CancelCall.class,
            DecideItems.MassCancelCall.class, DecideItems.FileCall.class
        },
        footer = "Ends with 0 when every item was accepted, with 1 when one was refused, with 3 when one is unknown.")
public final class DecideCommand extends CommandGroup {}
