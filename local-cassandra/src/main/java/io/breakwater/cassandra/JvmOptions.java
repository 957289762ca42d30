package io.breakwater.cassandra;

import java.util.ArrayList;
import java.util.List;

/** How the processes' Java is started: what Cassandra's own start script says for 17, and the memory of a trial. */
final class JvmOptions {

    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc", "java.base/java.lang.ref", "java.sql/java.sql", "jdk.unsupported/sun.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi", "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server", "jdk.compiler/com.sun.tools.javac.file");
    private static final List<String> OPENS = List.of(
            "java.base/java.io", "java.base/java.lang", "java.base/java.lang.module", "java.base/java.nio",
            "java.base/java.util", "java.base/java.util.concurrent", "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader", "java.base/jdk.internal.math", "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref", "java.base/jdk.internal.reflect", "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch", "jdk.management/com.sun.management.internal");

    private JvmOptions() {}

    static List<String> of(NodeFiles files) {
        List<String> options = new ArrayList<>(List.of(
                "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + files.options().compilerLevel(),
                // Its archives are as they were published: to prove their bytecode took half a second of each start.
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote",
                "-javaagent:" + ClassPath.agent(), "-Djdk.attach.allowAttachSelf=true"));
        EXPORTS.forEach(each -> options.addAll(List.of("--add-exports", each + "=ALL-UNNAMED")));
        OPENS.forEach(each -> options.addAll(List.of("--add-opens", each + "=ALL-UNNAMED")));
        options.addAll(List.of(
                "-Dcassandra.storagedir=" + files.directory(),
                "-Dcassandra.config=" + files.configuration().toUri(),
                "-Dcassandra-rackdc.properties=" + files.rack().toUri(),
                "-Dlogback.configurationFile=" + files.logging().toUri(),
                "-Dcassandra-foreground=yes",
                // Native libraries are unpacked where all of it is removed, and not where nobody may write or run any.
                "-Djava.io.tmpdir=" + files.directory(),
                "-Djna.tmpdir=" + files.directory(),
                // Rings of one machine know each other at once.
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=1000",
                "-Dcassandra.shutdown_announce_in_ms=100",
                // Nor do they wait two seconds in the end for what others may still say; all is written out as ever.
                "-Dcassandra.test.messagingService.nonGracefulShutdown=true",
                // What a row takes in memory comes of rows that are made at each start: 100,000 of them took 2 s.
                "-Dcassandra.memtable_row_overhead_computation_step=1000",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra.consistent.rangemovement=false",
                "-Dio.netty.tryReflectionSetAccessible=true"));
        return options;
    }
}
