package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.typesafe.config.ConfigFactory;
import io.breakwater.journal.StoreUnreachable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a node that starts asks Cassandra, which does not answer in time. */
class KeyspaceTest {
    private final AtomicInteger questions = new AtomicInteger();

    private static Keyspace keyspace(String patience) {
        return new Keyspace(null, CassandraSettings.from(ConfigFactory
                .parseString("breakwater.journal.cassandra { contact-points = [\"127.0.0.1:9042\"], append-patience = "
                        + patience + " }")
                .withFallback(ConfigFactory.load())));
    }

    /** Fails so often, then answers which question it was. */
    private Supplier<Integer> failing(int times, DriverException failure) {
        return () -> {
            if (questions.incrementAndGet() <= times) {
                throw failure;
            }
            return questions.get();
        };
    }

    @Test
    void whatIsNotAnsweredInTimeIsAskedAgain() {
        assertThat(keyspace("10 m").heard(failing(3, new DriverTimeoutException("Query timed out")))).isEqualTo(4);
    }

    @Test
    void notForEver() {
        assertThatThrownBy(() -> keyspace("1 ms")
                .heard(failing(Integer.MAX_VALUE, new DriverTimeoutException("Query timed out"))))
                .isInstanceOf(StoreUnreachable.class).hasMessageContaining("Query timed out");
    }

    @Test
    void whereNobodyIsThereNobodyIsAskedAgain() {
        assertThatThrownBy(() -> keyspace("10 m").heard(failing(1, new NoNodeAvailableException())))
                .isInstanceOf(StoreUnreachable.class);
        assertThat(questions).hasValue(1);
    }
}
