package io.breakwater.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.ops.UsageFault;
import io.breakwater.v1.Approval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code --approve} says of who approved what, and when. */
class ApprovalFlagsTest {
    private static final String HASH = "0a".repeat(32);
    /** Made at 0x017f22e279b0 ms. */
    private static final String REQUEST_ID = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

    @Command
    private static final class Probe {
        @Mixin
        private ApprovalFlags flags;
    }

    private static List<Approval> read(String... approvals) {
        Probe probe = new Probe();
        CommandLine line = new CommandLine(probe);
        String[] words = new String[approvals.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = "--approve=" + approvals[i];
        }
        line.parseArgs(words);
        return probe.flags.approvals(REQUEST_ID);
    }

    @Test
    void nobodyWhereNothingIsSaid() {
        assertThat(read()).isEmpty();
    }

    /** A repeat under the same id says the same. */
    @Test
    void withoutATimeItIsOfWhenTheRequestIdWasMade() {
        assertThat(read("ada@risk=" + HASH)).singleElement().satisfies(read -> {
            assertThat(read.getApprover()).isEqualTo("ada@risk");
            assertThat(read.getChangeHash()).isEqualTo(HASH);
            assertThat(read.getApproveTime().getSeconds()).isEqualTo(0x017f22e279b0L / 1_000);
        });
    }

    @Test
    void eachHasATimeOfItsOwn() {
        assertThat(read("ada=" + HASH + "@2026-11-22T10:15:00Z", "bob=" + HASH + "@1970-01-01T00:00:07Z"))
                .extracting(Approval::getApprover).containsExactly("ada", "bob");
        assertThat(read("bob=" + HASH + "@1970-01-01T00:00:07Z").getFirst().getApproveTime().getSeconds()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada=", "=0a", "ada=0a", "ada=0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
        "ada=0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a@noon"})
    void whatCannotBeRead(String said) {
        assertThatThrownBy(() -> read(said)).isInstanceOf(UsageFault.class).hasMessageContaining("--approve");
    }
}
