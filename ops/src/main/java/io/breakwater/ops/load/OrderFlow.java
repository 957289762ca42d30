package io.breakwater.ops.load;

import io.breakwater.ops.client.RequestIds;
import io.breakwater.v1.Amend;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Seeded order flow of many counterparties in one instrument. The same seed, marks and outcomes give the same items
 * (request ids apart). It follows the outcomes, so cancels and replaces name orders that work; they come in the order
 * in which the packs were made, however the answers arrive. Used by one thread.
 */
public final class OrderFlow {
    /** Every counterparty trades in this account. */
    public static final String ACCOUNT = "main";

    private static final int FACTS_A_REQUEST = 1_000;
    private static final double LEVERAGE = 1.5;
    private static final double LEVERAGE_DEVIATION = 1.2;
    private static final int FILL_ATTEMPTS = 8;
    /** Accounts that are asked for something to cancel, the first half of them drawn by the skew. */
    private static final int CANCEL_ATTEMPTS = 16;

    private final FlowSettings settings;
    private final RequestIds ids;
    private final SplittableRandom random;
    private final Zipf ranks;
    private final List<TradingAccount> accounts = new ArrayList<>();
    private final OrderPricing pricing;
    private final FillMaker fills;

    public OrderFlow(FlowSettings settings, RequestIds ids, long seed, long firstTicks) {
        this.settings = settings;
        this.ids = ids;
        this.random = new SplittableRandom(seed);
        this.ranks = new Zipf(settings.counterparties(), settings.exponent());
        this.pricing = new OrderPricing(settings, random, firstTicks);
        this.fills = new FillMaker(settings.grid(), ids::nowMillis);
        for (int rank = 0; rank < settings.counterparties(); rank++) {
            double buyShare = 0.3 + 0.4 * random.nextDouble();
            accounts.add(new TradingAccount(
                    FlowSettings.counterparty(rank), settings.equityUsd(rank), buyShare, FlowSettings.depth(rank)));
        }
    }

    /**
     * The positions that the counterparties bring along, as facts at the first price: most are long, with a leverage of
     * −2 to 5 on their equity. Called once, before the first pack.
     */
    public List<ReportFactsRequest> openingPositions() {
        List<ReportFactsRequest> requests = new ArrayList<>();
        for (int from = 0; from < accounts.size(); from += FACTS_A_REQUEST) {
            ReportFactsRequest.Builder request =
                    ReportFactsRequest.newBuilder().setRequestId(ids.next()).setAccountId(ACCOUNT);
            accounts.subList(from, Math.min(accounts.size(), from + FACTS_A_REQUEST))
                    .forEach(account -> request.addFacts(fills.transfer(account, openingLots(account), pricing)));
            requests.add(request.build());
        }
        return requests;
    }

    private long openingLots(TradingAccount account) {
        double leverage = Math.clamp(LEVERAGE + LEVERAGE_DEVIATION * random.nextGaussian(), -2, 5);
        double usdPerLot = settings.usdPerLot().applyAsDouble(pricing.markTicks());
        long lots = Math.round(account.equityUsd() * leverage / usdPerLot);
        return lots == 0 ? 1 : lots;
    }

    /** The market has moved: orders are priced from here on, by some only after a while. */
    public void mark(long ticks) {
        pricing.mark(ticks);
    }

    /** The next request of so many items, and the fills that happen meanwhile. */
    public Pack next(int items) {
        DecideRequest.Builder request =
                DecideRequest.newBuilder().setRequestId(ids.next()).setAccountId(ACCOUNT).setAlgorithm("load");
        ReportFactsRequest.Builder filled =
                ReportFactsRequest.newBuilder().setRequestId(ids.next()).setAccountId(ACCOUNT);
        List<Intent> intents = new ArrayList<>(items);
        while (intents.size() < items) {
            TradingAccount account = accounts.get(ranks.next(random));
            switch (settings.mix().next(random)) {
                case REPLACE -> add(request, intents, replace(account));
                case CANCEL -> add(request, intents, cancel(account));
                case SUBMIT -> add(request, intents, submit(account));
                case FILL -> fill(account, filled);
            }
        }
        return new Pack(request.build(), filled.build(), intents);
    }

    private Intent submit(TradingAccount account) {
        return account.isFull() ? replace(account) : begin(account);
    }

    private Intent begin(TradingAccount account) {
        LiveOrder order = pricing.order(account);
        account.began(order);
        return new Intent.Submit(account, order);
    }

    /** A quote where fewer orders work than the account likes, else another price for one of them. */
    private Intent replace(TradingAccount account) {
        LiveOrder order = account.isQuoted() ? account.stalest(random, pricing.markTicks()) : null;
        if (order == null) {
            return account.isFull() ? new Intent.Late(account) : begin(account);
        }
        long ticks = account.clearOfOwn(order.side(), pricing.passive(order.side()), order);
        order.ask(ticks);
        return new Intent.Move(account, order, ticks);
    }

    /** Of the drawn account, of another where nothing of it can be cancelled, or a quote where nothing is found. */
    private Intent cancel(TradingAccount drawn) {
        TradingAccount account = drawn;
        for (int attempt = 0; attempt < CANCEL_ATTEMPTS; attempt++) {
            LiveOrder order = account.stalest(random, pricing.markTicks());
            if (order != null) {
                order.ask();
                return new Intent.Drop(account, order);
            }
            boolean skewed = attempt < CANCEL_ATTEMPTS / 2;
            account = accounts.get(skewed ? ranks.next(random) : random.nextInt(accounts.size()));
        }
        return drawn.isFull() ? new Intent.Late(drawn) : begin(drawn);
    }

    /** Fills an order of anybody that the market went through; else, after a few tries, one of the drawn account. */
    private void fill(TradingAccount drawn, ReportFactsRequest.Builder filled) {
        long mark = pricing.markTicks();
        for (int attempt = 0; attempt < FILL_ATTEMPTS; attempt++) {
            boolean last = attempt == FILL_ATTEMPTS - 1;
            TradingAccount account = last ? drawn : accounts.get(random.nextInt(accounts.size()));
            LiveOrder order = account.stalest(random, mark);
            if (order != null && (account == drawn || order.crossedTicks(mark) > 0)) {
                long lots = random.nextInt(4) == 0 ? (order.lots() + 1) / 2 : order.lots();
                filled.addFacts(fills.fill(account, order, lots));
                account.filled(order, lots);
                return;
            }
        }
    }

    private void add(DecideRequest.Builder request, List<Intent> intents, Intent intent) {
        intents.add(intent);
        DecisionItem.Builder item = request.addItemsBuilder().setCounterparty(intent.account().counterparty());
        switch (intent) {
            case Intent.Submit submit -> item.setNewOrder(pricing.message(submit.order()));
            case Intent.Move move -> item.setAmend(amend(move));
            case Intent.Drop drop -> item.setCancel(Cancel.newBuilder().setClientOrderId(drop.order().id()));
            case Intent.Late late ->
                item.setCancel(Cancel.newBuilder().setClientOrderId(late.account().lastEnded()));
        }
    }

    /** Whole: nothing that the node would have to look up. */
    private Amend.Builder amend(Intent.Move move) {
        return Amend.newBuilder()
                .setClientOrderId(move.order().id())
                .setInstrument(settings.grid().instrument())
                .setPrice(settings.grid().price(move.ticks()))
                .setQuantity(settings.grid().quantity(move.order().totalLots()));
    }

    /** Takes in what became of a pack; called once for each pack, in the order in which they were made. */
    public void follow(Pack pack, DecideResponse answer) {
        for (int i = 0; i < pack.intents().size(); i++) {
            boolean accepted = answer.getOutcomes(i).getVerdict() == Verdict.VERDICT_ACCEPTED;
            follow(pack.intents().get(i), accepted);
        }
    }

    private static void follow(Intent intent, boolean accepted) {
        switch (intent) {
            case Intent.Submit submit -> {
                submit.order().answered(accepted);
                if (accepted) {
                    submit.order().acknowledged();
                } else {
                    submit.account().ended(submit.order());
                }
            }
            case Intent.Move move -> move.order().answered(accepted);
            case Intent.Drop drop -> {
                drop.order().answered(false);
                if (accepted) {
                    drop.account().ended(drop.order());
                }
            }
            case Intent.Late _ -> { }
        }
    }

    /** Σ |position| in USD at the present mark. */
    public double exposureUsd() {
        double lots = accounts.stream().mapToDouble(account -> Math.abs(account.positionLots())).sum();
        return lots * settings.usdPerLot().applyAsDouble(pricing.markTicks());
    }

    /** What every counterparty holds, in signed lots, by its name: what it brought along and all its fills. */
    public Map<String, Long> positions() {
        return accounts.stream().collect(Collectors.toMap(TradingAccount::counterparty, TradingAccount::positionLots));
    }

    /** Orders that work, over all counterparties. */
    public long workingOrders() {
        return accounts.stream().mapToLong(TradingAccount::workingCount).sum();
    }

    /**
     * Orders that the node certainly holds, of counterparties with these ranks: their acceptance was told, and neither
     * a cancel nor the last fill of them has been sent since.
     */
    public long heldOrders(IntPredicate ranksCounted) {
        return IntStream.range(0, accounts.size()).filter(ranksCounted)
                .mapToLong(rank -> accounts.get(rank).heldCount()).sum();
    }
}
