package io.breakwater.feed;

import java.util.ArrayList;
import java.util.List;

/** Keeps all that a source says. */
public final class Collected implements Sink {
    public final List<Observation> observations = new ArrayList<>();
    public final List<Fault> faults = new ArrayList<>();
    public final List<String> texts = new ArrayList<>();

    @Override
    public void observed(Observation observation) {
        observations.add(observation);
    }

    @Override
    public void faulty(Fault fault, String text) {
        faults.add(fault);
        texts.add(text);
    }

    public <T extends Observation> List<T> of(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
