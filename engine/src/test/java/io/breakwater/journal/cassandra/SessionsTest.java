package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node of Cassandra says that has come up behind the others, as the driver tells it. */
class SessionsTest {

    private final Deque<Boolean> agreed = new ArrayDeque<>();
    /** Of a driver that knows nothing but whether the nodes agree. */
    private final CqlSession session = (CqlSession) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {CqlSession.class}, (_, method, _) -> {
                assertThat(method.getName()).isEqualTo("checkSchemaAgreement");
                return agreed.remove();
            });
    private int asked;

    private String answered() {
        asked++;
        if (asked > 1 && agreed.isEmpty()) {
            return "rows";
        }
        throw new InvalidQueryException(null, "table terms does not exist");
    }

    @Test
    void aNodeThatDoesNotKnowATableYetIsAskedAgainWhenAllAgree() {
        agreed.addAll(List.of(false, true));
        assertThat(Sessions.knowing(session, this::answered)).isEqualTo("rows");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatAllAgreeIsNotThereIsSaid() {
        agreed.addAll(List.of(true, true));
        assertThatThrownBy(() -> Sessions.knowing(session, this::answered)).hasMessageContaining("terms");
        assertThat(agreed).as("looked at once").hasSize(1);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void nodesThatDoNotAgreeAreNotWaitedForWithoutEnd() {
        agreed.addAll(List.of(false, false, false, false));
        assertThatThrownBy(() -> Sessions.knowing(session, this::answered)).hasMessageContaining("terms");
        assertThat(agreed).hasSize(1);
    }
}
