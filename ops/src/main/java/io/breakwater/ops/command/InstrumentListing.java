package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Asset;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.LifeCycle;
import io.breakwater.v1.ListAssetsRequest;
import io.breakwater.v1.ListAssetsResponse;
import io.breakwater.v1.ListInstrumentsRequest;
import io.breakwater.v1.ListInstrumentsResponse;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Listing and showing assets and instruments. */
final class InstrumentListing {
    private InstrumentListing() {}

    @Command(name = "create-asset", description = "Lists an asset; its scale is fixed for good.")
    static final class CreateAssetCall extends NodeCall {
        @Parameters(paramLabel = "ID")
        private String id;

        @Parameters(paramLabel = "PRICE_USD", description = "USD for one whole unit.")
        private String priceUsd;

        @Option(names = "--scale", defaultValue = "8", description = "Decimal digits (default: ${DEFAULT-VALUE}).")
        private int scale;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.instruments().createAsset(CreateAssetRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setAssetId(id)
                    .setAsset(Asset.newBuilder().setScale(scale).setPriceUsd(priceUsd))
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "assets", description = "Shows all assets.")
    static final class Assets extends NodeCall {
        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.instruments().listAssets(page(token)), ListAssetsResponse::getAssetsList,
                            ListAssetsResponse::getNextPageToken),
                    "name", "scale", "price_usd", "haircut_bps", "observe_time");
            return ExitCode.OK;
        }

        private static ListAssetsRequest page(String token) {
            return ListAssetsRequest.newBuilder().setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }

    @Command(name = "create", description = "Lists an instrument, from flags or from a JSON file.")
    static final class Create extends NodeCall {
        @Parameters(paramLabel = "ID")
        private String id;

        @Option(names = "--file", description = "An Instrument of breakwater.v1 as JSON; - for standard input.")
        private Path file;

        @Option(names = "--venue", defaultValue = "self", description = "The venue's id (default: ${DEFAULT-VALUE}).")
        private String venue;

        @Option(names = "--symbol", description = "As the venue writes it (default: the id).")
        private String symbol;

        @Mixin
        private TermsFlags flags;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.instruments().createInstrument(CreateInstrumentRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setInstrumentId(id)
                    .setInstrument(instrument())
                    .build()));
            return ExitCode.OK;
        }

        private Instrument instrument() {
            Instrument.Builder built = Instrument.newBuilder();
            if (file != null) {
                JsonInput.read(file, built);
                return built.build();
            }
            return built.setVenue(Names.of("venues", venue))
                    .setSymbol(symbol == null ? id : symbol)
                    .setTerms(flags.terms())
                    .setRisk(flags.risk())
                    .setLifeCycle(LifeCycle.LIFE_CYCLE_OPEN)
                    .build();
        }
    }

    @Command(name = "get", description = "Shows one instrument.")
    static final class Get extends NodeCall {
        @Parameters(paramLabel = "INSTRUMENT")
        private String instrument;

        @Override
        int run(Node node, Printer print) {
            GetInstrumentRequest request =
                    GetInstrumentRequest.newBuilder().setName(Names.instrument(instrument)).build();
            print.one(node.instruments().getInstrument(request).getInstrument());
            return ExitCode.OK;
        }
    }

    @Command(name = "list", description = "Shows all instruments.")
    static final class All extends NodeCall {
        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.instruments().listInstruments(page(token)),
                            ListInstrumentsResponse::getInstrumentsList, ListInstrumentsResponse::getNextPageToken),
                    "name", "venue", "symbol", "life_cycle", "trading_state", "venue_state", "mark.price",
                    "mark.index", "mark.venue_gap_ppm", "mark.observe_time");
            return ExitCode.OK;
        }

        private static ListInstrumentsRequest page(String token) {
            return ListInstrumentsRequest.newBuilder().setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }
}
