package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.journal.StoreMisconfigured;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be right is refused before Cassandra is asked, with key, value and remedy. */
class CassandraSettingsTest {
    private static final String RIGHT = """
            contact-points = ["10.0.0.1:9042", "[fe80::1]:9042"]
            local-data-center = dc1
            keyspace = breakwater
            replication = ["dc1 = 3", "dc2 = 2"]
            """;

    private static CassandraSettings settings(String more) {
        Config own = ConfigFactory.parseString(more).withFallback(ConfigFactory.parseString(RIGHT))
                .atPath("breakwater.journal.cassandra");
        return CassandraSettings.from(own.withFallback(ConfigFactory.load()));
    }

    @Test
    void whatIsRightIsRead() {
        CassandraSettings settings = settings("");
        assertThat(settings.contact().points()).containsExactly("10.0.0.1:9042", "[fe80::1]:9042");
        assertThat(settings.contact().replication()).containsEntry("dc1", 3).containsEntry("dc2", 2);
        assertThat(settings.tls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contact-points = []               | contact-points    | is empty          | each as host:port
            contact-points = ["10.0.0.1"]     | contact-points    | 10.0.0.1          | write host:port
            contact-points = ["db:0"]         | contact-points    | db:0              | between 1 and 65535
            contact-points = ["db:99999"]     | contact-points    | db:99999          | between 1 and 65535
            local-data-center = ""            | local-data-center | is empty          | name the data center
            keyspace = ""                     | keyspace          | is empty          | name the keyspace
            keyspace = "Break-Water"          | keyspace          | Break-Water       | lower-case letters
            replication = []                  | replication       | is empty          | data center = 1 to 9
            replication = ["dc1 = many"]      | replication       | dc1 = many        | data center = 1 to 9
            replication = ["dc1 = 0"]         | replication       | dc1 = 0           | data center = 1 to 9
            connect-timeout = 2 days          | connect-timeout   | PT48H             | between 1 ms and 1 h
            page-rows = 0                     | page-rows         | is 0              | between 1 and 10000
            tls.enabled = on                  | tls.trust-store   | is empty          | authority's certificate
            """)
    void whatIsWrongIsNamed(String line, String key, String value, String remedy) {
        assertThatThrownBy(() -> settings(line)).isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.journal.cassandra." + key)
                .hasMessageContaining(value).hasMessageContaining(remedy);
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        Path absent = Path.of("absent.p12").toAbsolutePath();
        String tls = "tls { enabled = on, trust-store = \"" + absent + "\", password-file = \"" + absent + "\" }";
        assertThatThrownBy(() -> TlsEngines.of(settings(tls).tls().orElseThrow()))
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("tls.password-file").hasMessageContaining(absent.toString());
    }
}
