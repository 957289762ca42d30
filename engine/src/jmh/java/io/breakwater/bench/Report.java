package io.breakwater.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a bench found: the comparison that it is about, then whatever explains it. */
public final class Report {

    private static final double DIGITS = 1_000;

    private final String name;
    private final String load;
    private final Series ours;
    private final Series baseline;
    private final Map<String, Object> more = new LinkedHashMap<>();

    /** @param load what was done, in words */
    public Report(String name, String load, Series ours, Series baseline) {
        this.name = name;
        this.load = load;
        this.ours = ours;
        this.baseline = baseline;
    }

    public Report with(String key, Object value) {
        more.put(key, value instanceof Double number ? rounded(number) : value);
        return this;
    }

    public Report with(Map<String, ?> values) {
        values.forEach(this::with);
        return this;
    }

    String json(Machine machine) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("ours", rounded(ours.median()));
        fields.put("baseline", rounded(baseline.median()));
        fields.put("ratio", rounded(ours.ratioTo(baseline)));
        fields.put("unit", ours.unit().text());
        fields.put("cores", machine.cores());
        fields.put("load", load);
        fields.put("oursWorst", rounded(ours.worst()));
        fields.put("baselineWorst", rounded(baseline.worst()));
        fields.putAll(more);
        fields.put("loadAverage", rounded(machine.load1()));
        fields.put("jvm", machine.jvm());
        fields.put("flags", machine.flags());
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values", e);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
