package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.Account;
import io.breakwater.v1.Asset;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.Limit;
import io.breakwater.v1.ListAssetsRequest;
import io.breakwater.v1.ListCounterpartiesRequest;
import io.breakwater.v1.ListCounterpartiesResponse;
import io.breakwater.v1.ListInstrumentsRequest;
import io.breakwater.v1.ListLimitsRequest;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Mark;
import io.breakwater.v1.Measure;
import io.breakwater.v1.OpenAccountRequest;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.Scope;
import io.breakwater.v1.SetLimitRequest;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.WithdrawRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counterparties, collateral, caps, restrictions, instruments and marks over a real port. */
class ControlsOverThePortTest {
    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened("alpha");
    }

    @BeforeEach
    void fresh() {
        venue.mark("60000");
    }

    private static Counterparty get(String id) {
        return venue.counterparties().getCounterparty(
                GetCounterpartyRequest.newBuilder().setName("counterparties/" + id).build()).getCounterparty();
    }

    @Test
    void aCounterpartyIsOnboardedOnceAndItsRequestMayBeRepeated() {
        CreateCounterpartyRequest.Builder asked = Venue.onboarding("once");
        asked.getCounterpartyBuilder().addLimits(Limit.newBuilder().setCap("1"));
        CreateCounterpartyRequest request = asked.build();
        var first = venue.counterparties().createCounterparty(request);
        var again = venue.counterparties().createCounterparty(request);
        assertThat(first.getReplayed()).isFalse();
        assertThat(first.getCounterparty().getLimitsList()).as("not the caller's to say").isEmpty();
        assertThat(first.getPosition().getLog()).startsWith("counterparty-");
        assertThat(again.getReplayed()).isTrue();
        Faults exists = Faults.of(() -> venue.counterparties().createCounterparty(Venue.onboarding("once").build()));
        assertThat(exists).hasToString("ALREADY_EXISTS COUNTERPARTY_EXISTS");
    }

    /** It would be held to that firm's caps, and take a part of them. */
    @Test
    void whoIsThereAlreadyIsEnrolledNowhereElse() {
        venue.counterparties().createCounterparty(Venue.onboarding("taken").build());
        venue.counterparties().setLimit(limit("firms/other", Measure.MEASURE_GROSS_NOTIONAL, "1000000"));
        CreateCounterpartyRequest.Builder again = Venue.onboarding("taken");
        again.getCounterpartyBuilder().setFirm("firms/other").setGroup("groups/other");
        assertThat(created(again)).hasToString("ALREADY_EXISTS COUNTERPARTY_EXISTS");
        assertThat(created(again)).as("asked again under its id").hasToString("ALREADY_EXISTS COUNTERPARTY_EXISTS");
        assertThat(scope("firms/other").getMembers()).isZero();
        assertThat(Faults.of(() -> scope("groups/other"))).hasToString("NOT_FOUND UNKNOWN_SCOPE name");
    }

    @Test
    void onboardingMayBeRepeatedAfterTheCapsAboveHaveMoved() {
        venue.counterparties().setLimit(limit("firms/moved", Measure.MEASURE_GROSS_NOTIONAL, "1000000"));
        CreateCounterpartyRequest.Builder request = Venue.onboarding("early");
        request.getCounterpartyBuilder().setFirm("firms/moved").clearGroup();
        venue.counterparties().createCounterparty(request.build());
        venue.counterparties().setLimit(limit("firms/moved", Measure.MEASURE_GROSS_NOTIONAL, "10"));
        assertThat(venue.counterparties().createCounterparty(request.build()).getReplayed()).isTrue();
    }

    @Test
    void aCounterpartyIsShownWithWhatItHolds() {
        Counterparty shown = get("alpha");
        assertThat(shown.getFirm()).isEqualTo("firms/acme");
        assertThat(shown.getGroup()).isEqualTo("groups/west");
        assertThat(shown.getTradingState()).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        assertThat(shown.getAccounts(0).getBalances(0).getAsset()).isEqualTo("assets/usd");
        assertThat(shown.getExposure().getEquityUsd()).isNotEmpty();
    }

    @Test
    void onboardingIsReadStrictly() {
        assertThat(created(Venue.onboarding("Bad Name")))
                .hasToString("INVALID_ARGUMENT NAME_MALFORMED counterparty_id");
        CreateCounterpartyRequest.Builder noFirm = Venue.onboarding("no-firm");
        noFirm.getCounterpartyBuilder().setFirm("companies/x");
        assertThat(created(noFirm)).hasToString("INVALID_ARGUMENT NAME_MALFORMED counterparty.firm");
        CreateCounterpartyRequest.Builder noAccount = Venue.onboarding("no-account");
        noAccount.getCounterpartyBuilder().clearAccounts();
        assertThat(created(noAccount).reason()).isEqualTo("FIELD_MISSING");
        CreateCounterpartyRequest.Builder noAsset = Venue.onboarding("no-asset");
        noAsset.getCounterpartyBuilder().getAccountsBuilder(0).setBaseAsset("assets/doubloon");
        assertThat(created(noAsset)).hasToString("NOT_FOUND UNKNOWN_ASSET counterparty.accounts.base_asset");
        CreateCounterpartyRequest.Builder twice = Venue.onboarding("twice");
        twice.getCounterpartyBuilder().addAccounts(twice.getCounterparty().getAccounts(0));
        assertThat(created(twice).reason()).isEqualTo("FIELD_INVALID");
    }

    private static Faults created(CreateCounterpartyRequest.Builder request) {
        return Faults.of(() -> venue.counterparties().createCounterparty(request.build()));
    }

    @Test
    void validateOnlyOnboardsNobody() {
        venue.counterparties().createCounterparty(Venue.onboarding("trial").setValidateOnly(true).build());
        assertThat(Faults.of(() -> get("trial"))).hasToString("NOT_FOUND UNKNOWN_COUNTERPARTY");
    }

    @Test
    void moneyComesInAndGoesOutWithinWhatIsThere() {
        venue.onboard("money");
        WithdrawRequest withdraw = WithdrawRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount("counterparties/money/accounts/main").setAsset("assets/usd").setAmount("400000.5").build();
        var balance = venue.counterparties().withdraw(withdraw).getBalance();
        assertThat(balance.getFree()).isEqualTo("599999.5");
        assertThat(balance.getPendingOut()).isEqualTo("400000.5");
        Faults tooMuch = Faults.of(() -> venue.counterparties().withdraw(
                withdraw.toBuilder().setRequestId(RunningNode.requestId()).setAmount("600000").build()));
        assertThat(tooMuch).hasToString("FAILED_PRECONDITION INSUFFICIENT_FUNDS");
        assertThat(tooMuch.metadata()).containsEntry("limit", "599999500000")
                .containsEntry("requested", "600000000000").containsEntry("unit", "minor units of USD");
        assertThat(deposited("counterparties/money/accounts/main", "assets/usd", "1.0000001").reason())
                .isEqualTo("DECIMAL_INEXACT");
        assertThat(deposited("counterparties/money/accounts/main", "assets/usd", "-1").reason())
                .isEqualTo("FIELD_INVALID");
        assertThat(deposited("counterparties/money/accounts/none", "assets/usd", "1").reason())
                .isEqualTo("UNKNOWN_ACCOUNT");
        assertThat(deposited("counterparties/ghost/accounts/main", "assets/usd", "1").reason())
                .isEqualTo("UNKNOWN_COUNTERPARTY");
        assertThat(deposited("money", "assets/usd", "1").reason()).isEqualTo("NAME_MALFORMED");
    }

    private static Faults deposited(String account, String asset, String amount) {
        return Faults.of(() -> venue.counterparties().deposit(DepositRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setAccount(account).setAsset(asset).setAmount(amount).build()));
    }

    @Test
    void anAccountIsOpenedOnce() {
        venue.onboard("accounts");
        OpenAccountRequest open = OpenAccountRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setParent("counterparties/accounts")
                .setAccount(Account.newBuilder().setAccountId("second").setPlace("venues/main")
                        .setMarginMode(MarginMode.MARGIN_MODE_PORTFOLIO).setBaseAsset("assets/usd"))
                .build();
        venue.counterparties().openAccount(open);
        assertThat(get("accounts").getAccountsList()).extracting(Account::getAccountId)
                .containsExactly("main", "second");
        assertThat(Faults.of(() -> venue.counterparties().openAccount(
                open.toBuilder().setRequestId(RunningNode.requestId()).build())))
                .hasToString("ALREADY_EXISTS ACCOUNT_EXISTS");
    }

    private static SetLimitRequest limit(String scope, Measure measure, String cap) {
        return SetLimitRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setLimit(Limit.newBuilder().setScope(scope).setMeasure(measure).setCap(cap)
                        .setEnforcement(Enforcement.ENFORCEMENT_HARD)).build();
    }

    @Test
    void aWarningLetsPassAndShowsWhatIsOverIt() {
        venue.onboard("warned");
        SetLimitRequest.Builder warning = limit("counterparties/warned", Measure.MEASURE_GROSS_NOTIONAL, "100")
                .toBuilder();
        warning.getLimitBuilder().setEnforcement(Enforcement.ENFORCEMENT_WARNING);
        venue.counterparties().setLimit(warning.build());
        assertThat(venue.decide("warned", Venue.buy("w-1", "59000", "0.01")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED);
        Limit shown = venue.counterparties().listLimits(ListLimitsRequest.newBuilder()
                .setParent("counterparties/warned").build()).getLimits(0);
        assertThat(new BigDecimal(shown.getUsed())).isEqualByComparingTo("590");
        assertThat(new BigDecimal(shown.getCap())).isEqualByComparingTo("100");
    }

    @Test
    void aCapRefusesWithItsNumbers() {
        venue.onboard("capped");
        venue.counterparties().setLimit(limit("counterparties/capped", Measure.MEASURE_ORDER_SIZE, "100"));
        var refused = venue.decide("capped", Venue.buy("c-1", "59000", "0.101")).getOutcomes(0);
        assertThat(refused.getVerdict()).isEqualTo(Verdict.VERDICT_REFUSED);
        assertThat(refused.getRefusal().getCode()).isEqualTo("ORDER_SIZE");
        assertThat(refused.getRefusal().getLimit()).isEqualTo("100");
        assertThat(refused.getRefusal().getRequested()).isEqualTo("101");
        assertThat(refused.getRefusal().getUnit()).isEqualTo("lots");
        assertThat(venue.counterparties().listLimits(ListLimitsRequest.newBuilder()
                .setParent("counterparties/capped").build()).getLimitsList()).hasSize(1);
        assertThat(Faults.of(() -> venue.counterparties().setLimit(
                limit("counterparties/capped", Measure.MEASURE_ORDER_SIZE, "-1"))).reason()).isEqualTo("FIELD_INVALID");
        assertThat(Faults.of(() -> venue.counterparties().setLimit(
                limit("counterparties/capped", Measure.MEASURE_UNSPECIFIED, "1"))).reason()).isEqualTo("ENUM_UNKNOWN");
        assertThat(Faults.of(() -> venue.counterparties().setLimit(
                limit("planets/mars", Measure.MEASURE_ORDER_SIZE, "1"))).reason()).isEqualTo("NAME_MALFORMED");
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "ORDER_SIZE, instruments/btc-perp, ''",
        "DELTA, underlyings/btc, ''",
        "ORDER_SIZE, underlyings/btc, INVALID_ARGUMENT NAME_MALFORMED limit.dimension",
        "DELTA, instruments/btc-perp, INVALID_ARGUMENT NAME_MALFORMED limit.dimension",
        "VEGA, assets/btc, INVALID_ARGUMENT NAME_MALFORMED limit.dimension",
        "ORDER_SIZE, instruments/btc-prep, NOT_FOUND UNKNOWN_INSTRUMENT limit.dimension",
        "PLACE_EXPOSURE, places/venue, NOT_FOUND UNKNOWN_MEASURE",
    })
    void aCapIsOnWhatItsRuleLooksFor(String measure, String dimension, String fault) {
        SetLimitRequest.Builder request =
                limit("counterparties/alpha", Measure.valueOf("MEASURE_" + measure), "1000000").toBuilder();
        request.getLimitBuilder().setDimension(dimension);
        if (fault.isEmpty()) {
            assertThat(venue.counterparties().setLimit(request.build()).getLimit().getDimension())
                    .isEqualTo(dimension);
        } else {
            assertThat(Faults.of(() -> venue.counterparties().setLimit(request.build()))).hasToString(fault);
        }
    }

    @Test
    void aCapOfAFirmIsGrantedToItsMembers() {
        venue.counterparties().setLimit(limit("firms/shared", Measure.MEASURE_GROSS_NOTIONAL, "1000000"));
        for (String member : List.of("member-1", "member-2")) {
            CreateCounterpartyRequest.Builder request = Venue.onboarding(member);
            request.getCounterpartyBuilder().setFirm("firms/shared").clearGroup();
            venue.counterparties().createCounterparty(request.build());
        }
        Scope scope = scope("firms/shared");
        assertThat(scope.getMembers()).isEqualTo(2);
        assertThat(scope.getLimits(0).getTarget()).isEqualTo("1000000");
        assertThat(scope.getLimits(0).getGrantsList()).extracting(grant -> grant.getHolder())
                .containsExactly("counterparties/member-1", "counterparties/member-2");
        assertThat(Faults.of(() -> scope("firms/none"))).hasToString("NOT_FOUND UNKNOWN_SCOPE name");
    }

    /** Nobody has restricted it yet. */
    @Test
    void everythingIsThereFromTheFirst() {
        assertThat(scope("everything")).isEqualTo(Scope.newBuilder()
                .setName("everything").setTradingState(TradingState.TRADING_STATE_ACTIVE).build());
    }

    private static Scope scope(String name) {
        return venue.counterparties().getScope(GetScopeRequest.newBuilder().setName(name).build()).getScope();
    }

    @Test
    void aRestrictionHoldsUntilItIsLifted() {
        venue.onboard("restricted");
        Restriction placed = venue.counterparties().restrict(RestrictRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setName("counterparties/restricted")
                .setRestriction(Restriction.newBuilder().setState(TradingState.TRADING_STATE_HALTED)
                        .setSource("desk").setReason("a test"))
                .build()).getRestriction();
        assertThat(venue.decide("restricted", Venue.buy("r-1", "59000", "0.001")).getOutcomes(0).getRefusal().getCode())
                .isEqualTo("HALTED");
        assertThat(get("restricted").getTradingState()).isEqualTo(TradingState.TRADING_STATE_HALTED);
        LiftRestrictionRequest lift = LiftRestrictionRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setName("counterparties/restricted").setRestrictionId(placed.getRestrictionId()).setReason("over")
                        .build();
        assertThat(venue.counterparties().liftRestriction(lift).getTradingState())
                .isEqualTo(TradingState.TRADING_STATE_ACTIVE);
        assertThat(Faults.of(() -> venue.counterparties().liftRestriction(
                lift.toBuilder().setRequestId(RunningNode.requestId()).build())))
                .hasToString("NOT_FOUND UNKNOWN_RESTRICTION");
        assertThat(venue.decide("restricted", Venue.buy("r-2", "59000", "0.001")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void aHaltIsInForceWhenItIsAnswered() {
        venue.instruments().createInstrument(Venue.perpetual("halted-perp"));
        Restriction placed = venue.instruments().halt(HaltRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setName("instruments/halted-perp")
                .setRestriction(Restriction.newBuilder().setSource("desk").setReason("a test")).build())
                .getRestriction();
        var order = Venue.order("h-1", "59000", "0.001").setInstrument("instruments/halted-perp");
        var outcome = venue.decide("alpha",
                io.breakwater.v1.DecisionItem.newBuilder().setNewOrder(order).build()).getOutcomes(0);
        assertThat(outcome.getRefusal().getCode()).isEqualTo("HALTED");
        assertThat(venue.instruments().resume(ResumeRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setName("instruments/halted-perp").setRestrictionId(placed.getRestrictionId()).setReason("over")
                        .build())
                .getTradingState()).isEqualTo(TradingState.TRADING_STATE_ACTIVE);
    }

    @Test
    void instrumentsAreListedOnceShownAndPaged() {
        CreateInstrumentRequest request = Venue.perpetual("listed-perp");
        assertThat(venue.instruments().createInstrument(request).getReplayed()).isFalse();
        assertThat(venue.instruments().createInstrument(request).getReplayed()).isTrue();
        assertThat(Faults.of(() -> venue.instruments().createInstrument(Venue.perpetual("listed-perp"))))
                .hasToString("ALREADY_EXISTS INSTRUMENT_EXISTS");
        var shown = venue.instruments().getInstrument(
                GetInstrumentRequest.newBuilder().setName("instruments/listed-perp").build()).getInstrument();
        assertThat(shown.getTerms()).isEqualTo(request.getInstrument().getTerms().toBuilder()
                .setUnderlying("underlyings/btc").setIndexScale(1)
                .setSettlement(shown.getTerms().getSettlement())
                .setEffectiveTime(shown.getTerms().getEffectiveTime()).build());
        var first = venue.instruments().listInstruments(ListInstrumentsRequest.newBuilder().setPageSize(1).build());
        assertThat(first.getInstrumentsList()).hasSize(1);
        assertThat(first.getNextPageToken()).isNotEmpty();
        assertThat(Faults.of(() -> venue.instruments().listInstruments(
                ListInstrumentsRequest.newBuilder().setPageToken("@@@").build())).reason())
                .isEqualTo("PAGE_TOKEN_INVALID");
        assertThat(Faults.of(() -> venue.instruments().createInstrument(Venue.perpetual("asset-btc"))).reason())
                .isEqualTo("FIELD_INVALID");
        assertThat(Faults.of(() -> venue.instruments().getInstrument(
                GetInstrumentRequest.newBuilder().setName("instruments/nowhere").build())))
                .hasToString("NOT_FOUND UNKNOWN_INSTRUMENT name");
    }

    @Test
    void assetsAreListedWithTheReferenceFirstInNoRequest() {
        assertThat(venue.instruments().listAssets(ListAssetsRequest.getDefaultInstance()).getAssetsList())
                .extracting(Asset::getName).contains("assets/btc", "assets/usd");
        assertThat(venue.instruments().createAsset(CreateAssetRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setAssetId("eth")
                .setAsset(Asset.newBuilder().setScale(8).setPriceUsd("3000").setHaircutBps(1)).build())
                .getAsset().getHaircutBps()).as("the policy's").isEqualTo(1_000);
        CreateAssetRequest usd = CreateAssetRequest.newBuilder().setRequestId(RunningNode.requestId()).setAssetId("usd")
                .setAsset(Asset.newBuilder().setScale(2).setPriceUsd("1")).build();
        assertThat(Faults.of(() -> venue.instruments().createAsset(usd)).reason()).isEqualTo("FIELD_INVALID");
        assertThat(Faults.of(() -> venue.instruments().createAsset(usd.toBuilder()
                .setRequestId(RunningNode.requestId()).setAssetId("btc").build())))
                .hasToString("ALREADY_EXISTS INSTRUMENT_EXISTS");
    }

    @Test
    void marksAreReadBeforeAnyIsSent() {
        UpdateMarksRequest.Builder request = UpdateMarksRequest.newBuilder().setRequestId(RunningNode.requestId())
                .addMarks(Mark.newBuilder().setInstrument(Venue.PERPETUAL).setPrice("61234.5")
                        .setObserveTime(Venue.now()))
                .addMarks(Mark.newBuilder().setInstrument("instruments/nowhere").setPrice("1"));
        assertThat(Faults.of(() -> venue.instruments().updateMarks(request.build())).reason())
                .isEqualTo("UNKNOWN_INSTRUMENT");
        assertThat(markOf()).isEqualTo("60000");
        assertThat(Faults.of(() -> venue.instruments().updateMarks(UpdateMarksRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .addMarks(Mark.newBuilder().setInstrument(Venue.PERPETUAL).setPrice("0").setObserveTime(Venue.now()))
                .build()))).hasToString("FAILED_PRECONDITION MARK_NOT_POSITIVE");
        assertThat(Faults.of(() -> venue.instruments().updateMarks(UpdateMarksRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).build())).reason()).isEqualTo("FIELD_MISSING");
        var answer = venue.instruments().updateMarks(UpdateMarksRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .addMarks(Mark.newBuilder().setInstrument(Venue.PERPETUAL).setPrice("60001")
                        .setObserveTime(Venue.now()))
                .addPrices(AssetPrice.newBuilder().setAsset("assets/btc").setPriceUsd("60001")
                        .setObserveTime(Venue.now())).build());
        assertThat(answer.getViewId()).startsWith("tape-00/");
        assertThat(markOf()).isEqualTo("60001");
    }

    private static String markOf() {
        return venue.instruments().getInstrument(GetInstrumentRequest.newBuilder().setName(Venue.PERPETUAL).build())
                .getInstrument().getMark().getPrice();
    }

    @Test
    void counterpartiesAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            venue.counterparties().createCounterparty(Venue.onboarding("page-" + i).build());
        }
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            ListCounterpartiesResponse page = venue.counterparties().listCounterparties(
                    ListCounterpartiesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
            page.getCounterpartiesList().forEach(counterparty -> names.add(counterparty.getName()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(names).isSorted().doesNotHaveDuplicates()
                .contains("counterparties/alpha", "counterparties/page-0", "counterparties/page-4");
    }
}
