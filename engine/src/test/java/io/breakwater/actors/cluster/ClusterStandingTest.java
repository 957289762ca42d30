package io.breakwater.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.cluster.ClusterStanding.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two clusters gives way: one of them at most, and none where anything is not known. */
class ClusterStandingTest {
    private static final List<String> SETTINGS = List.of("production", "fra");

    /** Members as a1 b2, an address and an incarnation; how else it stands behind a comma: moving, unfound, other. */
    private static ClusterStanding standing(String told) {
        String[] parts = told.split("; ?", 2);
        String how = parts.length == 1 ? "" : parts[1];
        List<Member> members = List.of(parts[0].split(" ")).stream().map(each -> new Member(
                each.substring(0, 1), Long.parseLong(each.substring(1)))).toList();
        return new ClusterStanding(how.contains("other") ? List.of("uat", "fra") : SETTINGS, members,
                !how.contains("moving"), !how.contains("unfound"));
    }

    @ParameterizedTest
    @CsvSource({
        // this one | the other one | this one gives way | the other one does
        "a2,                b1 c1,              true,  false",
        "a1 b1,             c1 d1,              false, true",
        "a1 c1,             b1 d1,              false, true",
        // A first seed that found nobody, where the others have lost all other seeds: nobody else finds them.
        "d1 e1; unfound,    a2,                 true,  false",
        "d1 e1; unfound,    f1; unfound,        false, false",
        // An address that is in both, of a process that was started again.
        "a2 c1,             a1 d1,              true,  false",
        // One cluster, seen at two moments, or from two sides of a cut.
        "a1 b1,             a1 b1 c1,           false, false",
        "c1,                a1 b1 c1,           false, false",
        // Nodes come, leave or do not answer.
        "a2; moving,        b1 c1,              false, false",
        "a2,                b1 c1; moving,      false, false",
        // It would not be let in.
        "a2,                b1 c1; other,       false, false"})
    void givesWay(String one, String other, boolean oneDoes, boolean otherDoes) {
        assertThat(standing(one).givesWayTo(standing(other))).isEqualTo(oneDoes);
        assertThat(standing(other).givesWayTo(standing(one))).isEqualTo(otherDoes);
    }

    @Test
    void oneOfTwoAtMost() {
        SplittableRandom random = new SplittableRandom(7);
        int ways = 0;
        for (int n = 0; n < 20_000; n++) {
            ClusterStanding one = any(random);
            ClusterStanding other = any(random);
            boolean gives = one.givesWayTo(other);
            assertThat(gives && other.givesWayTo(one)).as("%s and %s", one, other).isFalse();
            ways += gives ? 1 : 0;
        }
        assertThat(ways).isPositive();
    }

    private static ClusterStanding any(SplittableRandom random) {
        List<Member> members = new ArrayList<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            members.add(new Member(String.valueOf((char) ('a' + random.nextInt(6))), random.nextLong(4)));
        }
        return new ClusterStanding(SETTINGS, members.stream().distinct().toList(), random.nextInt(8) > 0,
                random.nextInt(4) > 0);
    }
}
