package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code trades}, and {@code liquidations}, whose columns are the same. */
final class TardisTrades implements RowReader {
    private final TardisFile file = new TardisFile();
    private final boolean areLiquidations;
    private final int id;
    private final int side;
    private final int price;
    private final int amount;

    TardisTrades(Columns columns, boolean areLiquidations) {
        this.areLiquidations = areLiquidations;
        this.id = columns.of("id");
        this.side = columns.of("side");
        this.price = columns.of("price");
        this.amount = columns.of("amount");
    }

    @Override
    public void read(Row row, Sink sink) {
        sink.observed(areLiquidations
                ? new Observation.Liquidation(file.symbol(row), file.stamp(row), row.text(id), row.decimal(price),
                        row.decimal(amount), TardisFile.side(row, side))
                : new Observation.Trade(file.symbol(row), file.stamp(row), row.text(id), row.decimal(price),
                        row.decimal(amount), TardisFile.side(row, side)));
    }
}
