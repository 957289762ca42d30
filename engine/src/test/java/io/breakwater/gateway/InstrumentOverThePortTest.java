package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.ComboLeg;
import io.breakwater.v1.ComboPayoff;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.InversePayoff;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.OptionRight;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.QuantoPayoff;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instruments of every payoff, listed over the port and shown as they were listed. */
class InstrumentOverThePortTest {
    private static final Timestamp EXPIRY = Timestamp.newBuilder()
            .setSeconds(Instant.now().plus(Duration.ofDays(30)).getEpochSecond()).build();

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened();
    }

    private static CreateInstrumentRequest listing(String id, UnaryOperator<Terms.Builder> terms) {
        CreateInstrumentRequest.Builder request = Venue.perpetual(id).toBuilder();
        terms.apply(request.getInstrumentBuilder().setSymbol(id).getTermsBuilder());
        return request.build();
    }

    private static void assertShownAsListed(String id, UnaryOperator<Terms.Builder> terms) {
        CreateInstrumentRequest request = listing(id, terms);
        venue.instruments().createInstrument(request);
        Terms shown = venue.instruments()
                .getInstrument(GetInstrumentRequest.newBuilder().setName("instruments/" + id).build())
                .getInstrument().getTerms();
        Terms listed = request.getInstrument().getTerms();
        assertThat(shown.getPayoffCase()).isEqualTo(listed.getPayoffCase());
        assertThat(shown.getOption()).isEqualTo(listed.getOption());
        assertThat(shown.getCombo()).isEqualTo(listed.getCombo());
        assertThat(shown.getSettlementAsset()).isEqualTo(listed.getSettlementAsset());
        assertThat(shown.getExpireTime()).isEqualTo(listed.getExpireTime());
    }

    private static UnaryOperator<Terms.Builder> option(OptionStyle style, String settlement) {
        return terms -> terms.setExpireTime(EXPIRY).setSettlementAsset(settlement).setOption(OptionPayoff.newBuilder()
                .setRight(OptionRight.OPTION_RIGHT_PUT).setStrike("65000").setStyle(style));
    }

    @Test
    void everyPayoff() {
        assertShownAsListed("linear", terms -> terms);
        assertShownAsListed("inverse",
                terms -> terms.setInverse(InversePayoff.getDefaultInstance()).setSettlementAsset("assets/btc"));
        assertShownAsListed("quanto",
                terms -> terms.setQuanto(QuantoPayoff.getDefaultInstance()).setSettlementAsset("assets/btc"));
        assertShownAsListed("put", option(OptionStyle.OPTION_STYLE_LINEAR, "assets/usd"));
        assertShownAsListed("coin-put", option(OptionStyle.OPTION_STYLE_INVERSE, "assets/btc"));
        assertShownAsListed("quanto-put", option(OptionStyle.OPTION_STYLE_QUANTO, "assets/btc"));
        assertShownAsListed("combo", terms -> terms.setCombo(ComboPayoff.newBuilder()
                .addLegs(ComboLeg.newBuilder().setInstrument(Venue.PERPETUAL).setRatio(1))
                .addLegs(ComboLeg.newBuilder().setInstrument("instruments/put").setRatio(-2))));
    }

    @Test
    void onlyAQuantoOptionSettlesInAnotherAsset() {
        CreateInstrumentRequest wrong = listing("wrong", option(OptionStyle.OPTION_STYLE_LINEAR, "assets/btc"));
        Faults fault = Faults.of(() -> venue.instruments().createInstrument(wrong));
        assertThat(fault.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(fault.reason()).isEqualTo("SETTLEMENT_ASSET");
    }

    @ParameterizedTest(name = "{0} over {1} s, expires: {2}")
    @CsvSource({
        "PHYSICAL, 0, true, kind",
        "PHYSICAL, 0, false, kind",
        "NONE, 0, true, kind",
        "CASH_AVERAGE, 0, true, averaging",
        "CASH_AVERAGE, 86401, true, averaging",
    })
    void whatWouldSettleOtherwiseThanItsTermsSayIsNotListed(String kind, long seconds, boolean expires, String field) {
        CreateInstrumentRequest wrong = listing("unsettled", terms -> {
            terms.setSettlement(SettlementRule.newBuilder()
                    .setKind(SettlementKind.valueOf("SETTLEMENT_KIND_" + kind))
                    .setAveraging(com.google.protobuf.Duration.newBuilder().setSeconds(seconds)));
            return expires ? terms.setExpireTime(EXPIRY) : terms;
        });
        assertThat(Faults.of(() -> venue.instruments().createInstrument(wrong)))
                .hasToString("INVALID_ARGUMENT FIELD_INVALID instrument.terms.settlement." + field);
    }

    @Test
    void anAverageOfADayIsListedAsItIs() {
        SettlementRule rule = SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_CASH_AVERAGE)
                .setAveraging(com.google.protobuf.Duration.newBuilder().setSeconds(86_400)).build();
        venue.instruments().createInstrument(
                listing("averaged", terms -> terms.setSettlement(rule).setExpireTime(EXPIRY)));
        assertThat(venue.instruments().getInstrument(GetInstrumentRequest.newBuilder()
                .setName("instruments/averaged").build()).getInstrument().getTerms().getSettlement()).isEqualTo(rule);
    }
}
