package io.breakwater.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which package may depend on which: one way, from the port down to the words everyone uses. */
final class Layers {

    /** What each layer may use beside itself and what is not ours. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.of(
            "kernel", List.of(),
            "domain", List.of("kernel"),
            "log", List.of("kernel", "domain"),
            "journal", List.of("kernel", "domain", "log"),
            "projections", List.of("kernel", "domain", "log"),
            "actors", List.of("kernel", "domain", "log"),
            "feed", List.of("kernel", "domain"),
            "audit", List.of("kernel", "domain", "log", "journal"),
            "gateway", List.of("kernel", "domain", "log", "journal", "projections", "actors", "feed", "audit",
                    "v1"),
            "app", List.of("kernel", "domain", "log", "journal", "projections", "actors", "feed", "audit",
                    "gateway", "v1")));

    private Layers() {}

    static List<String> names() {
        return List.copyOf(MAY_USE.keySet());
    }

    /** @param root package that the layers are in, with a dot at its end */
    static ArchRule rule(String root, String layer) {
        return classes().that().resideInAPackage(root + layer + "..")
                .should().onlyDependOnClassesThat(new DescribedPredicate<JavaClass>("are in a layer below " + layer) {
                    @Override
                    public boolean test(JavaClass used) {
                        String name = used.getPackageName() + ".";
                        return !name.startsWith(root) || allowed(name.substring(root.length()));
                    }

                    private boolean allowed(String rest) {
                        String used = rest.substring(0, rest.indexOf('.') < 0 ? rest.length() : rest.indexOf('.'));
                        return used.equals(layer) || MAY_USE.get(layer).contains(used);
                    }
                });
    }
}
