package io.breakwater.feed.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What of a session's numbers is durable when. */
class SequenceStoreTest {
    private final Rows rows = new Rows();
    private final List<RuntimeException> lost = new ArrayList<>();

    /** Rows whose writing ends when the test says so. */
    private static final class Rows implements DurableLog {
        private final List<String> stored = new ArrayList<>();
        private final Deque<Runnable> writing = new ArrayDeque<>();
        private RuntimeException failure;

        @Override
        public String newest() {
            return stored.isEmpty() ? null : stored.getLast();
        }

        @Override
        public List<String> all() {
            return List.copyOf(stored);
        }

        @Override
        public void append(String row, Consumer<RuntimeException> whenStored) {
            writing.add(() -> {
                if (failure == null) {
                    stored.add(row);
                }
                whenStored.accept(failure);
            });
        }

        void settle() {
            while (!writing.isEmpty()) {
                writing.poll().run();
            }
        }
    }

    private SequenceStore opened() {
        SequenceStore store = new SequenceStore(rows, 1_000, new SequenceStore.Told(() -> { }, lost::add));
        rows.settle();
        return store;
    }

    @Test
    void itBeginsAtOneAndReservesNumbersOfOurs() {
        SequenceStore store = opened();
        assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(1);
        assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(1);
        assertThat(rows.newest()).isEqualTo("101 1 1000");
        assertThat(opened().getNextSenderMsgSeqNum()).as("after a crash").isEqualTo(101);
    }

    @Test
    void whatIsNotSettledIsAskedForAgain() {
        SequenceStore store = opened();
        SequenceStore.Taken first = store.taken();
        store.incrNextTargetMsgSeqNum();
        SequenceStore.Taken second = store.taken();
        store.incrNextTargetMsgSeqNum();
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).isEqualTo(1);
        store.settled(List.of(second));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).as("the first is still open").isEqualTo(1);
        store.settled(List.of(first));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).isEqualTo(3);
    }

    @Test
    void whatBelongsTogetherIsAskedForAgainAsAWhole() {
        SequenceStore store = opened();
        List<SequenceStore.Taken> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(store.taken());
            store.incrNextTargetMsgSeqNum();
        }
        store.settled(List.of(taken.get(0)));
        store.settled(List.of(taken.get(1), taken.get(3)));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).as("the third is open, between the second and the fourth")
                .isEqualTo(2);
        store.settled(List.of(taken.get(2), taken.get(5)));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).as("with the fifth the sixth, with that the third, the second")
                .isEqualTo(2);
        store.settled(List.of(taken.get(4)));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).isEqualTo(7);
    }

    @Test
    void nothingIsSentUnderANumberThatIsNotReserved() throws IOException {
        SequenceStore store = opened();
        for (int i = 1; i <= 100; i++) {
            store.incrNextSenderMsgSeqNum();
        }
        assertThatThrownBy(store::incrNextSenderMsgSeqNum).isInstanceOf(IOException.class);
        rows.settle();
        store.incrNextSenderMsgSeqNum();
        assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(102);
        store.close();
        rows.settle();
        assertThat(rows.newest()).as("stopped in order").startsWith("102 ");
    }

    @Test
    void aResetIsNotDurableBeforeWhatCameBeforeIt() {
        SequenceStore store = opened();
        store.setNextTargetMsgSeqNum(40);
        SequenceStore.Taken old = store.taken();
        store.reset();
        store.incrNextTargetMsgSeqNum();
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).isEqualTo(40);
        store.settled(List.of(old));
        rows.settle();
        assertThat(opened().getNextTargetMsgSeqNum()).isEqualTo(2);
    }

    @Test
    void aLogThatCannotBeWrittenIsTold() {
        SequenceStore store = opened();
        rows.failure = new IllegalStateException("another node has it");
        store.setNextTargetMsgSeqNum(7);
        rows.settle();
        assertThat(lost).containsExactly(rows.failure);
    }
}
