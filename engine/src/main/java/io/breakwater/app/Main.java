package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.breakwater.journal.JournalException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a node and keeps it until it is told to stop (SIGTERM, SIGINT) or can no longer write. Standard output gets
 * a few lines for people and, once the node serves, exactly one line for programs that begins with {@value #READY}.
 */
public final class Main {
    static final String READY = "breakwater node ready";

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** The journal cannot be written any more; nothing may be said or done after that. */
    private static final int LOST = 70;
    private static final long MOST_STARTING_SECONDS = 600;

    private Main() {}

    public static void main(String[] args) {
        try {
            int code = run(args, System.out, System.err);
            if (code != STOPPED) {
                System.exit(code);
            }
        } catch (RuntimeException | Error failure) {
            // Threads that were started would keep a node alive that serves nothing.
            LOG.error("the node cannot start", failure);
            Runtime.getRuntime().halt(LOST);
        }
    }

    /** 0 where a node runs now or help was asked for; otherwise the exit code, with the reason told on {@code err}. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.wantsHelp()) {
                out.print(Arguments.HELP);
                return STOPPED;
            }
            return start(arguments, out);
        } catch (SettingFault | ConfigException fault) {
            return refused(err, USAGE, fault.getMessage());
        } catch (JournalException | NodeHealth.BrokenLog | UncheckedIOException fault) {
            return refused(err, FAILED, fault.getMessage());
        } catch (IOException fault) {
            return refused(err, FAILED, fault.getMessage() == null ? fault.toString() : fault.getMessage());
        }
    }

    private static int refused(PrintStream err, int code, String message) {
        err.println("breakwater: " + message);
        return code;
    }

    private static int start(Arguments arguments, PrintStream out) throws IOException {
        Config config = Node.config(arguments);
        EngineSettings settings = EngineSettings.from(config);
        refuseSharedEmbedded(settings);
        Node node = Node.start(settings, config, Main::lost);
        String address = settings.edge().bind() + ":" + node.port();
        out.println("Breakwater 0.1.0, environment " + settings.environment() + ", data center "
                + settings.home().id());
        out.println("  listens on  " + address);
        out.println("  health at   " + settings.cluster().health().host() + ":" + node.healthPort());
        if (node.linkPort() > 0) {
            out.println("  links at    " + settings.links().bind() + ":" + node.linkPort());
        }
        out.println("  stores in   " + settings.dataDirectory());
        out.println("  runs on     JDK " + Runtime.version() + " (" + System.getProperty("java.home") + ")");
        awaitReady(node);
        out.println("  decides by  policy version " + node.policyVersion());
        out.println(READY + " address=" + address + " data=" + settings.dataDirectory() + " jdk="
                + System.getProperty("java.version") + " pid=" + ProcessHandle.current().pid());
        out.flush();
        return STOPPED;
    }

    /** Nodes that write to journals of their own would each decide everything. */
    private static void refuseSharedEmbedded(EngineSettings settings) {
        if (settings.cluster().isShared() && settings.journal() == NodeJournal.Kind.EMBEDDED) {
            throw new SettingFault("breakwater.cluster.seeds", "has seeds, and breakwater.journal.kind is embedded,"
                    + " which one process has for itself", "set breakwater.journal.kind to cassandra, or take the"
                    + " seeds out");
        }
    }

    private static void awaitReady(Node node) throws IOException {
        try {
            node.ready().toCompletableFuture().get(MOST_STARTING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the node did not serve in " + MOST_STARTING_SECONDS + " s: " + node.notReady(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
    }

    /** No orderly stop: whatever was not synced must not be acknowledged by anything that still runs. */
    private static void lost(Throwable cause) {
        LOG.error("the journal is lost, the node ends at once: {}", cause.getMessage());
        Runtime.getRuntime().halt(LOST);
    }
}
