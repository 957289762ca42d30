package io.breakwater.exchange;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The exchange with its users and symbols. Symbols are pairs of two currencies that everybody has plenty of: its check
 * of a balance takes the same time whatever a user holds, that of margin looks at every position of the user.
 */
final class Exchange implements AutoCloseable {

    private static final int BASE = 1;
    private static final int QUOTE = 2;
    private static final long PLENTY = 1L << 50;
    /** The most that a bid may be moved to; what is held for it. */
    private static final long MOST_PRICE = 1_000;
    private static final int DEPOSITS = 2;
    private static final long STOP_SECONDS = 10;

    private final Answers answers = new Answers();
    private final ExchangeCore core;
    private final ExchangeApi api;
    private final int taker;

    private Exchange(int users) {
        this.core = ExchangeCore.builder()
                .resultsConsumer(answers)
                .exchangeConfiguration(configuration())
                .build();
        this.taker = users + 1;
        core.startup();
        this.api = core.getApi();
    }

    static Exchange open(int users, int symbols) throws InterruptedException {
        Exchange exchange = new Exchange(users);
        exchange.list(symbols);
        exchange.found();
        return exchange;
    }

    private void list(int symbols) {
        CommandResultCode code = api.submitBinaryDataAsync(new BatchAddSymbolsCommand(
                IntStream.range(0, symbols).mapToObj(Exchange::pair).toList())).join();
        if (code != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("the exchange lists no symbols: " + code);
        }
    }

    private void found() throws InterruptedException {
        answers.expect(taker * (1 + DEPOSITS));
        for (int user = 1; user <= taker; user++) {
            api.submitCommand(ApiAddUser.builder().uid(user).build());
            for (int currency = BASE; currency < BASE + DEPOSITS; currency++) {
                api.submitCommand(ApiAdjustUserBalance.builder()
                        .uid(user).currency(currency).amount(PLENTY).transactionId(currency).build());
            }
        }
        if (answers.awaitRefused() > 0) {
            throw new IllegalStateException("the exchange takes no users");
        }
    }

    /**
     * Its own for throughput, with what two cores have room for: one engine of each kind, and threads that are not
     * pinned and give way where they would spin.
     */
    private static ExchangeConfiguration configuration() {
        return ExchangeConfiguration.defaultBuilder()
                .performanceCfg(PerformanceConfiguration.throughputPerformanceBuilder()
                        .matchingEnginesNum(1).riskEnginesNum(1)
                        .threadFactory(Thread::new).waitStrategy(CoreWaitStrategy.YIELDING)
                        .build())
                .build();
    }

    private static CoreSymbolSpecification pair(int symbol) {
        return CoreSymbolSpecification.builder()
                .symbolId(symbol).type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(BASE).quoteCurrency(QUOTE).baseScaleK(1).quoteScaleK(1)
                .build();
    }

    /** Sends these and waits until all are answered. @return how many were refused */
    int answer(int[] commands, int count) throws InterruptedException {
        answers.expect(count);
        for (int i = 0; i < count; i++) {
            api.submitCommand(translated(ExchangeCommand.read(commands, i * ExchangeCommand.INTS)));
        }
        return answers.awaitRefused();
    }

    private ApiCommand translated(ExchangeCommand command) {
        return switch (command.kind()) {
            case BID -> order(command, command.user(), OrderAction.BID, OrderType.GTC);
            case ASK -> order(command, command.user(), OrderAction.ASK, OrderType.GTC);
            case TAKE_ASK -> order(command, taker, OrderAction.BID, OrderType.IOC);
            case TAKE_BID -> order(command, taker, OrderAction.ASK, OrderType.IOC);
            case MOVE -> ApiMoveOrder.builder().orderId(command.id()).uid(command.user()).symbol(command.symbol())
                    .newPrice(command.price()).build();
            case CANCEL -> ApiCancelOrder.builder().orderId(command.id()).uid(command.user()).symbol(command.symbol())
                    .build();
        };
    }

    private static ApiPlaceOrder order(ExchangeCommand command, int user, OrderAction action, OrderType type) {
        return ApiPlaceOrder.builder().orderId(command.id()).uid(user).symbol(command.symbol()).action(action)
                .orderType(type).price(command.price()).reservePrice(MOST_PRICE).size(command.lots()).build();
    }

    @Override
    public void close() {
        core.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
