package io.breakwater.app;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets a node into a cluster only where both agree on what logs, lanes and messages are. Asked on both sides; Pekko
 * makes it from configuration.
 */
public final class JoinCheck extends JoinConfigCompatChecker {
    private static final List<String> KEYS = List.of(
            "breakwater.environment",
            "breakwater.data-center.id",
            "breakwater.data-center.number",
            "breakwater.cluster.name",
            "breakwater.cluster.protocol",
            "breakwater.lanes.counterparty",
            "breakwater.lanes.instrument",
            "breakwater.lanes.scope",
            "breakwater.lanes.span");

    /** What a node is asked about before it is let in, as it is here. */
    static List<String> values(Config own) {
        return KEYS.stream().map(key -> own.getValue(key).unwrapped().toString()).toList();
    }

    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(KEYS).toSeq();
    }

    @Override
    public ConfigValidation check(Config other, Config own) {
        List<String> differences = new ArrayList<>();
        for (String key : KEYS) {
            String there = other.hasPath(key) ? other.getValue(key).unwrapped().toString() : "not set";
            String here = own.getValue(key).unwrapped().toString();
            if (!there.equals(here)) {
                differences.add(key + " is " + here + " here and " + there + " there; they must be the same");
            }
        }
        return differences.isEmpty()
                ? Valid$.MODULE$
                : new Invalid(CollectionConverters.asScala(differences).toSeq());
    }
}
