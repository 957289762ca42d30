package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.Mark;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.UpdateMarksRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Marks and trading states of instruments. */
final class InstrumentControl {
    private InstrumentControl() {}

    @Command(name = "mark", description = "Sets an instrument's mark, observed when its request id was made.")
    static final class MarkCall extends NodeCall {
        @Parameters(paramLabel = "INSTRUMENT")
        private String instrument;

        @Parameters(paramLabel = "PRICE")
        private String price;

        @Option(names = "--index", description = "The underlying's price (default: the mark).")
        private String index;

        @Option(names = "--venue-price", defaultValue = "", description = "The venue's own mark (default: the mark).")
        private String venuePrice;

        @Option(names = "--forward", defaultValue = "",
                description = "The underlying's forward for the expiry (default: the index).")
        private String forward;

        @Option(names = "--volatility", defaultValue = "", description = "Annualised: 0.65.")
        private String volatility;

        @Option(names = "--delta", defaultValue = "", description = "For options.")
        private String delta;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            Mark mark = Mark.newBuilder()
                    .setInstrument(Names.instrument(instrument))
                    .setPrice(price)
                    .setIndex(index == null ? price : index)
                    .setVenuePrice(venuePrice)
                    .setForward(forward)
                    .setVolatility(volatility)
                    .setDelta(delta)
                    .build();
            print.one(node.instruments().updateMarks(UpdateMarksRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .addMarks(mark)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "price", description = "Sets an asset's price in USD, observed when its request id was made.")
    static final class PriceCall extends NodeCall {
        @Parameters(paramLabel = "ASSET")
        private String asset;

        @Parameters(paramLabel = "PRICE_USD")
        private String priceUsd;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            AssetPrice price = AssetPrice.newBuilder().setAsset(Names.asset(asset)).setPriceUsd(priceUsd).build();
            print.one(node.instruments().updateMarks(UpdateMarksRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .addPrices(price)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "halt", description = "Halts an instrument at once: only cancels pass.")
    static final class HaltCall extends NodeCall {
        @Parameters(paramLabel = "INSTRUMENT")
        private String instrument;

        @Mixin
        private RestrictionFlags restriction;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.instruments().halt(HaltRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.instrument(instrument))
                    .setRestriction(restriction.restriction(mutation.made()))
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "resume", description = "Lifts a halt.")
    static final class ResumeCall extends NodeCall {
        @Parameters(paramLabel = "INSTRUMENT")
        private String instrument;

        @Parameters(paramLabel = "RESTRICTION", description = "Its id, as halt and get show it.")
        private String restriction;

        @Option(names = "--reason", required = true, description = "Why; kept with it.")
        private String reason;

        @Mixin
        private ApprovalFlags approvals;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.instruments().resume(ResumeRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.instrument(instrument))
                    .setRestrictionId(restriction)
                    .setReason(reason)
                    .addAllApprovals(approvals.approvals(mutation.requestId()))
                    .build()));
            return ExitCode.OK;
        }
    }
}
