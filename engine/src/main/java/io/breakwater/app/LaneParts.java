package io.breakwater.app;

import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.lane.ViewSource;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What lanes of every kind are made with.
 *
 * @param clockMicros epoch micros
 */
record LaneParts(EngineSettings settings, ViewSource views, LongSupplier clockMicros, ActorRef<LaneStatus> watcher) {}
