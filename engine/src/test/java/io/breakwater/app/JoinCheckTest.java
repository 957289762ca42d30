package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.Valid$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** Who is let into a cluster: nobody who differs in what logs, lanes and messages are. */
class JoinCheckTest {
    private static final Config OURS = Node.config(new Arguments(null, Map.of(), false));

    private static ConfigValidation check(Config other) {
        return new JoinCheck().check(other, OURS);
    }

    private static void refused(Config other, String... said) {
        assertThat(check(other)).isInstanceOfSatisfying(Invalid.class, refusal ->
                assertThat(CollectionConverters.asJava(refusal.errorMessages())).singleElement().asString()
                        .contains(said));
    }

    @Test
    void whoIsAlikeIsLetIn() {
        assertThat(check(OURS)).isEqualTo(Valid$.MODULE$);
        assertThat(check(OURS.withValue("breakwater.gateway.port", ConfigValueFactory.fromAnyRef(1))))
                .isEqualTo(Valid$.MODULE$);
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "data-center.id", "data-center.number", "cluster.name", "cluster.protocol",
        "lanes.counterparty", "lanes.instrument", "lanes.scope", "lanes.span"})
    void whoDiffersIsToldInWhat(String key) {
        String path = "breakwater." + key;
        String own = OURS.getValue(path).unwrapped().toString();
        refused(OURS.withValue(path, ConfigValueFactory.fromAnyRef("99")), path, "is " + own + " here", "99 there");
        refused(OURS.withoutPath(path), path, "not set there");
    }
}
