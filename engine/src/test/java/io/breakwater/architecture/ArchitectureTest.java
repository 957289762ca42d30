package io.breakwater.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.breakwater.TakesLong;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the node's classes against the layers and the house rules, and the rules against planted violations. */
@TakesLong
class ArchitectureTest {

    private static final String OURS = "io.breakwater.";
    private static final String PLANTED = "io.breakwater.architecture.planted.";

    private static JavaClasses node;
    private static JavaClasses planted;

    @BeforeAll
    static void read() {
        node = new ClassFileImporter().importPath(Sources.root().resolve("engine/target/classes"));
        planted = new ClassFileImporter().importPackages(PLANTED.substring(0, PLANTED.length() - 1));
        assertThat(node.size()).as("classes of the node").isGreaterThan(300);
    }

    static List<String> layers() {
        return Layers.names();
    }

    static List<String> layersWithOneAbove() {
        return Layers.names().stream().filter(layer -> !layer.equals("app")).toList();
    }

    static List<String> rules() {
        return HouseRules.names();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void dependenciesRunOneWay(String layer) {
        Layers.rule(OURS, layer).check(node);
    }

    @ParameterizedTest
    @MethodSource("layersWithOneAbove")
    void aDependencyUpwardsIsCaught(String layer) {
        String report = Layers.rule(PLANTED, layer).evaluate(planted).getFailureReport().toString();
        assertThat(report).contains(PLANTED + layer + ".Climber");
        assertThat(report).as("nothing else is reported").contains("was violated (3 times)");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseRulesHold(String rule) {
        HouseRules.of(OURS).get(rule).check(node);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseRulesBite(String rule) {
        assertThat(HouseRules.of(PLANTED).get(rule).evaluate(planted).hasViolation()).isTrue();
    }
}
