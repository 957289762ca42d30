package io.breakwater.ops.command;

import picocli.CommandLine.Command;

/** Assets, instruments, their marks and trading states. */
@Command(name = "instrument", description = "Lists, marks, halts, resumes and shows instruments and assets.",
        subcommands = {
            InstrumentListing.CreateAssetCall.class, InstrumentListing.Assets.class, InstrumentListing.Create.class,
            InstrumentControl.MarkCall.class, InstrumentControl.PriceCall.class, InstrumentControl.HaltCall.class,
            InstrumentControl.ResumeCall.class, InstrumentListing.Get.class, InstrumentListing.All.class
        })
public final class InstrumentCommand extends CommandGroup {}
