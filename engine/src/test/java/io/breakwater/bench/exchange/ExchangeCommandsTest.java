package io.breakwater.bench.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.load.Step;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.exchange.ExchangeCommand;
import io.breakwater.exchange.ExchangeCommand.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExchangeCommandsTest {

    private static final int COMMANDS = 200_000;

    @Test
    void eachCommandOfTheFlowIsOneOfAnExchange() {
        assertThat(translated(order(Side.BUY))).isEqualTo(new ExchangeCommand(Kind.BID, 8, 37, 21, 480, 3));
        assertThat(translated(order(Side.SELL))).isEqualTo(new ExchangeCommand(Kind.ASK, 8, 37, 21, 480, 3));
        assertThat(translated(new CounterpartyRequest.Amend("11", 470, 2)))
                .isEqualTo(new ExchangeCommand(Kind.MOVE, 8, 37, 21, 470, 0));
        assertThat(translated(new CounterpartyRequest.Cancel("11")))
                .isEqualTo(new ExchangeCommand(Kind.CANCEL, 8, 37, 21, 0, 0));
        assertThat(translated(fill(Side.BUY))).isEqualTo(new ExchangeCommand(Kind.TAKE_BID, 8, 37, 21, 480, 3));
        assertThat(translated(fill(Side.SELL))).isEqualTo(new ExchangeCommand(Kind.TAKE_ASK, 8, 37, 21, 480, 3));
    }

    @Test
    void whatNoExchangeTakesIsRefused() {
        assertThatThrownBy(() -> translated(new CounterpartyFact.Deposit("main", "BTC", 8, 1, "opening")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Deposit");
    }

    @Test
    void theMixIsThatOfAnOptionsVenue() {
        Map<Kind, Long> counts = flow(LoadShape.skewed(2_000))
                .collect(Collectors.groupingBy(ExchangeCommand::kind, Collectors.counting()));
        assertThat(aThousand(counts, Kind.CANCEL)).isCloseTo(400, within(10.0));
        assertThat(aThousand(counts, Kind.BID, Kind.ASK, Kind.MOVE)).isCloseTo(597, within(10.0));
        assertThat(aThousand(counts, Kind.TAKE_BID, Kind.TAKE_ASK)).isCloseTo(3, within(1.0));
        assertThat(counts.get(Kind.MOVE)).isPositive();
    }

    @Test
    void restingOrdersDoNotMeetAndHaveNumbersOfTheirOwn() {
        Set<List<Integer>> ids = new HashSet<>();
        flow(LoadShape.hot()).filter(command -> command.kind() == Kind.BID || command.kind() == Kind.ASK)
                .forEach(command -> {
                    assertThat(ids.add(List.of(command.user(), command.order()))).isTrue();
                    assertThat(command.price()).isBetween(command.kind() == Kind.BID ? 1 : 501,
                            command.kind() == Kind.BID ? 499 : 999);
                });
        assertThat(ids).hasSizeGreaterThan(COMMANDS / 4);
    }

    private static double aThousand(Map<Kind, Long> counts, Kind... kinds) {
        return Stream.of(kinds).mapToLong(counts::get).sum() * 1e3 / COMMANDS;
    }

    private static Stream<ExchangeCommand> flow(LoadShape shape) {
        OrderFlow flow = new OrderFlow(shape, 1);
        Function<Step, ExchangeCommand> translation = ExchangeCommands::of;
        return Stream.generate(flow::next).limit(COMMANDS).map(translation);
    }

    private static ExchangeCommand translated(CounterpartyCommand command) {
        return ExchangeCommands.of(new Step(7, 21, command));
    }

    private static CounterpartyRequest.NewOrder order(Side side) {
        return new CounterpartyRequest.NewOrder("main", "11", 1_021, Direction.of(side),
                CounterpartyRequest.OrderType.LIMIT, CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL, 480, 3,
                false, false, "", "");
    }

    private static CounterpartyFact.Fill fill(Side side) {
        return new CounterpartyFact.Fill(new ExecutionKey("", "", 1_021, 20_260_601, "7-1", side, ""), "main", "11",
                CounterpartyFact.FillKind.NEW, 480, 3, 0, "BTC", true, 1, 1);
    }
}
