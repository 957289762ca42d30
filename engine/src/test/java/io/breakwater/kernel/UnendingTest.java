package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is repeated is repeated after a throw as well, and the throw is told. */
@Timeout(30)
class UnendingTest {

    @Test
    void aThrowIsToldAndNotTheEnd() throws InterruptedException {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        CountDownLatch rounds = new CountDownLatch(3);
        Runnable failing = () -> {
            rounds.countDown();
            if (rounds.getCount() == 2) {
                throw new IllegalStateException("the first");
            } else if (rounds.getCount() == 1) {
                throw new LinkageError("the second");
            }
        };
        try (ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor()) {
            executor.scheduleWithFixedDelay(new Unending(failing, told::add), 0, 1, TimeUnit.MILLISECONDS);
            rounds.await();
        }
        assertThat(told).extracting(Throwable::getMessage).containsExactly("the first", "the second");
    }
}
