package io.breakwater.bench;

import java.util.ArrayList;
import java.util.List;

/** What one side measured, round by round. */
public final class Series {

    private final Unit unit;
    private final List<Double> values = new ArrayList<>();

    public Series(Unit unit) {
        this.unit = unit;
    }

    public void add(double value) {
        values.add(value);
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double worst() {
        return unit.moreIsBetter()
                ? values.stream().mapToDouble(Double::doubleValue).min().orElseThrow()
                : values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** How many times as good as the other, by medians: above 1 is better whatever the unit. */
    public double ratioTo(Series other) {
        return unit.moreIsBetter() ? median() / other.median() : other.median() / median();
    }

    public Unit unit() {
        return unit;
    }
}
