package io.breakwater.journal.rocksdb;

import com.typesafe.config.ConfigFactory;
import io.breakwater.journal.Settlement;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a forked process does with a store: {@code DIRECTORY LOGS ROW_BYTES} appends to LOGS logs round after round and
 * prints {@code ack LOG NUMBER} after each acknowledgement, until it is killed or the store fails.
 */
final class StoreChild {

    private StoreChild() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        StoreSettings settings = StoreSettings.from(ConfigFactory.parseString(
                StoreSettings.PATH + " { directory = \"" + arguments[0] + "\", write-buffer-bytes = 1 MiB }")
                .withFallback(ConfigFactory.load()));
        EmbeddedStore store = EmbeddedStore.open(settings);
        CountDownLatch failed = new CountDownLatch(1);
        store.onFailure(reason -> {
            say("failed " + reason.getMessage());
            failed.countDown();
        }, Runnable::run);
        say("open " + Path.of(arguments[0]));
        int logs = Integer.parseInt(arguments[1]);
        for (int i = 0; i < logs; i++) {
            next(store, "log-" + i, Integer.parseInt(arguments[2]));
        }
        failed.await();
        store.close();
        say("closed");
    }

    private static void next(EmbeddedStore store, String log, int size) {
        append(store, log, store.logs().highest(log) + 1, size);
    }

    private static void append(EmbeddedStore store, String log, long number, int size) {
        store.append(List.of(Rows.row(log, number, Rows.bytes(log, number, size))), new Settlement() {
            @Override
            public void done(long highest) {
                say("ack " + log + " " + highest);
                append(store, log, highest + 1, size);
            }

            @Override
            public void refused(RuntimeException reason) {
                say("refused " + log + " " + number + " " + reason.getClass().getSimpleName());
            }
        });
    }

    private static void say(String line) {
        PrintStream out = System.out;
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
