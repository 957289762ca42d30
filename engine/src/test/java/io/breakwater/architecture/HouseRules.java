package io.breakwater.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What is never done, each rule by a name under which a planted violation shows that it bites. */
final class HouseRules {

    /** Waits where waiting is the point: closing a store, starting and stopping a node, copies and restores. */
    private static final String MAY_WAIT =
            ".*\\.(app\\..*|EmbeddedStore|CassandraLogs|journal\\.backup\\..*|audit\\.restore\\..*)";

    private HouseRules() {}

    /** @param root package that everything is in, with a dot at its end */
    static Map<String, ArchRule> of(String root) {
        String[] pure = {root + "kernel..", root + "domain.."};
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("kernel and domain depend on java.* only", classes().that().resideInAnyPackage(pure)
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..").or(resideInAnyPackage(pure))));
        rules.put("kernel and domain read no clock", noClasses().that().resideInAnyPackage(pure)
                .should().callMethodWhere(target(HouseRules::isClock)));
        rules.put("only app reads the time of day", noClasses().that().resideOutsideOfPackage(root + "app..")
                .should().callMethodWhere(target(HouseRules::isTimeOfDay)));
        rules.put("nothing draws numbers in kernel and domain", noClasses().that().resideInAnyPackage(pure)
                .should().dependOnClassesThat(nameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*|"
                        + "concurrent\\.ThreadLocalRandom)|java\\.security\\.SecureRandom"))
                .orShould().callMethod(UUID.class, "randomUUID"));
        rules.put("results do not differ between processors", noClasses().that().resideInAnyPackage(pure)
                .should().callMethodWhere(target(HouseRules::isInexact)));
        rules.put("nothing follows the order of hashes in kernel and domain", noClasses().that()
                .resideInAnyPackage(pure).should().dependOnClassesThat(nameMatching(
                        "java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable|concurrent\\..*)"))
                .orShould().callMethod(System.class, "identityHashCode", Object.class));
        rules.put("no double in the domain", fields().that().areDeclaredInClassesThat(countInWholeUnits(root)).should().notHaveRawType(double.class)
                .andShould().notHaveRawType(float.class));
        rules.put("no double out of the domain", methods().that()
                .areDeclaredInClassesThat(countInWholeUnits(root)).should().notHaveRawReturnType(double.class));
        rules.put("nobody sleeps", noClasses().should().callMethodWhere(target(HouseRules::isSleep)));
        rules.put("nobody waits for another thread", noClasses().that().haveNameNotMatching(MAY_WAIT)
                .should().callMethodWhere(target(HouseRules::isWait)));
        rules.put("only the edge asks", noClasses().that()
                .resideOutsideOfPackages(root + "gateway..", root + "app..")
                .should().dependOnClassesThat(nameMatching(".*\\.AskPattern")));
        rules.put("errors to actors are typed", noClasses().should().callMethodWhere(target(HouseRules::isUntyped)));
        rules.put("no Java serialization", noClasses().should().dependOnClassesThat(
                nameMatching("java\\.io\\.Object(In|Out)putStream")));
        rules.put("names say what a thing is", noClasses().should().haveSimpleNameEndingWith("Util")
                .orShould(named("Utils|Helper|Manager|Impl|Common|Info|Data|Processor|Base")));
        rules.put("no I before an interface", noClasses().that().areInterfaces()
                .should().haveNameMatching(".*[.$]I[A-Z][a-z][A-Za-z]*"));
        rules.put("requests and facts see no actor", noClasses().that()
                .haveNameMatching(".*(Request|Fact|Command)(\\$.*)?").and().resideInAPackage(root + "domain..")
                .should().dependOnClassesThat(nameMatching(".*\\.ActorRef")));
        rules.put("what is repeated goes on after a throw", noClasses().that(doNotUse(root + "kernel.Unending"))
                .should().callMethodWhere(target(HouseRules::isRepetition)));
        rules.put("actors of a node go on after a throw", noClasses().that(doNotUse(root + "actors.support.Lasting"))
                .and().resideInAPackage(root + "app..").should().callMethodWhere(target(HouseRules::isSpawn))
                .orShould().callMethodWhere(target(HouseRules::isOfSystem)));
        return rules;
    }

    private static DescribedPredicate<JavaClass> doNotUse(String name) {
        return DescribedPredicate.describe("do not use " + name, from -> !from.getName().equals(name)
                && from.getDirectDependenciesFromSelf().stream()
                        .noneMatch(each -> each.getTargetClass().getName().equals(name)));
    }

    private static boolean isRepetition(AccessTarget target) {
        return Set.of("scheduleWithFixedDelay", "scheduleAtFixedRate").contains(target.getName());
    }

    private static boolean isSpawn(AccessTarget target) {
        return target.getName().startsWith("spawn") && target.getOwner().getName().endsWith(".ActorContext");
    }

    private static boolean isOfSystem(AccessTarget target) {
        return target.getName().equals("systemActorOf");
    }

    /** The domain but for pricing, whose volatilities and greeks are rounded by name on their way out. */
    private static DescribedPredicate<JavaClass> countInWholeUnits(String root) {
        return JavaClass.Predicates.resideInAPackage(root + "domain..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(root + "domain.pricing.."));
    }

    private static ArchCondition<JavaClass> named(String endings) {
        return ArchConditions.haveNameMatching(".*(" + endings + ")");
    }

    private static DescribedPredicate<JavaCall<?>> target(Predicate<AccessTarget> banned) {
        return DescribedPredicate.describe("banned", call -> banned.test(call.getTarget()));
    }

    private static boolean is(AccessTarget target, Class<?> owner, Set<String> names) {
        return target.getOwner().isEquivalentTo(owner) && names.contains(target.getName());
    }

    private static boolean isTimeOfDay(AccessTarget target) {
        boolean now = target.getName().equals("now") && target.getOwner().getPackageName().equals("java.time");
        return now && target.getFullName().endsWith("now()")
                || is(target, System.class, Set.of("currentTimeMillis"))
                || is(target, Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"))
                || is(target, InstantSource.class, Set.of("system"));
    }

    private static boolean isClock(AccessTarget target) {
        return isTimeOfDay(target) || is(target, System.class, Set.of("nanoTime"))
                || target.getOwner().isAssignableTo(InstantSource.class);
    }

    private static boolean isInexact(AccessTarget target) {
        return is(target, Math.class, Set.of("exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan",
                "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot"));
    }

    private static boolean isSleep(AccessTarget target) {
        return is(target, Thread.class, Set.of("sleep"))
                || target.getOwner().isEquivalentTo(TimeUnit.class)
                && target.getName().equals("sleep");
    }

    private static boolean isWait(AccessTarget target) {
        boolean future = target.getOwner().isAssignableTo(Future.class)
                && Set.of("get", "join").contains(target.getName());
        return future || is(target, Thread.class, Set.of("join"))
                || is(target, CountDownLatch.class, Set.of("await"))
                || target.getFullName().startsWith("scala.concurrent.Await");
    }

    private static boolean isUntyped(AccessTarget target) {
        return target.getFullName().endsWith("StatusReply.error(java.lang.String)")
                || target.getFullName().endsWith("StatusReply$.error(java.lang.String)");
    }

    /** Shown by a planted class each. */
    static List<String> names() {
        return List.copyOf(of("io.breakwater.").keySet());
    }
}
