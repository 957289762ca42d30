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
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("kernel", List.of()),
            Map.entry("domain", List.of("kernel")),
            Map.entry("log", List.of("kernel", "domain")),
            Map.entry("journal", List.of("kernel", "domain", "log")),
            Map.entry("projections", List.of("kernel", "domain", "log")),
            Map.entry("actors", List.of("kernel", "domain", "log")),
            Map.entry("feed", List.of("kernel", "domain")),
            Map.entry("audit", List.of("kernel", "domain", "log", "journal")),
            Map.entry("link", List.of("kernel", "domain", "log", "journal")),
            Map.entry("gateway", List.of("kernel", "domain", "log", "journal", "projections", "actors", "feed",
                    "audit", "link", "v1")),
            Map.entry("app", List.of("kernel", "domain", "log", "journal", "projections", "actors", "feed",
                    "audit", "link", "gateway", "v1"))));

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
