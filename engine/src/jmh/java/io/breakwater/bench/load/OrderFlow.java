package io.breakwater.bench.load;

import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The flow of all counterparties of a shape. The same seed gives the same commands. Used by one thread. */
public final class OrderFlow {

    private final LoadShape shape;
    private final SplittableRandom random;
    private final Zipf ranks;
    private final List<AccountFlow> accounts;
    private final RequestIdSource ids;

    public OrderFlow(LoadShape shape, long seed) {
        this.shape = shape;
        this.random = new SplittableRandom(seed);
        this.ranks = new Zipf(shape.counterparties(), shape.exponent());
        this.accounts = IntStream.range(0, shape.counterparties()).mapToObj(rank -> new AccountFlow(rank, shape))
                .toList();
        this.ids = new RequestIdSource(seed + 1);
    }

    /** What has to be decided before the flow begins, counterparty by counterparty. */
    public Stream<List<Step>> opening() {
        return accounts.stream().map(AccountFlow::opening);
    }

    public Step next() {
        return accounts.get(ranks.next(random)).next(random);
    }

    /** The next command of one counterparty alone. */
    public Step nextOf(int rank) {
        return accounts.get(rank).next(random);
    }

    /** The next commands, under a new id. */
    public StepPack next(int size) {
        List<Step> steps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            steps.add(next());
        }
        return pack(steps);
    }

    public StepPack pack(List<Step> steps) {
        RequestId id = ids.next();
        return new StepPack(id.msb(), id.lsb(), steps);
    }

    public LoadShape shape() {
        return shape;
    }
}
