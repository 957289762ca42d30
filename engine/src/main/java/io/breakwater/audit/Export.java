package io.breakwater.audit;

import io.breakwater.audit.ExportManifest.ExportedFile;
import io.breakwater.domain.Aggregate;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Codec;
import io.breakwater.log.Digest;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.NamedJson;
import io.breakwater.log.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Writes events as JSON lines with named fields, one file a log, and sums up what it wrote. */
public final class Export {
    private static final int CHUNK_BYTES = 192 << 10;

    private final Archive archive;

    public Export(Archive archive) {
        this.archive = archive;
    }

    /**
     * What is exported.
     *
     * @param logs empty: all
     * @param entity empty: everybody's events
     */
    public record Selection(Collection<String> logs, String entity) {

        public static final Selection ALL = new Selection(List.of(), "");
    }

    /**
     * Hands every line to the sink.
     *
     * @param nowMicros for the manifest
     * @throws UnknownLog where there is no such log
     * @throws DamagedLog where a log cannot be read; what was handed over before is no whole export
     * @throws UncheckedIOException where the sink fails
     */
    public ExportManifest run(Selection selection, long nowMicros, ExportSink sink, Progress progress) {
        List<ExportedFile> files = new ArrayList<>();
        List<String> logs = archive.logs();
        UnknownLog.refuse(selection.logs(), logs);
        for (String log : logs) {
            if (selection.logs().isEmpty() || selection.logs().contains(log)) {
                files.add(new OneLog(log, selection.entity(), sink).run(progress));
            }
        }
        Identity identity = archive.identity();
        return new ExportManifest(ExportManifest.FORMAT, identity.environment(), identity.dataCenter(), nowMicros,
                selection.entity(), files);
    }

    private <S, C, E> LaneState<S> begun(String log, Aggregate<S, C, E> aggregate) {
        return Beginning.of(archive.journal().logs(), log, archive.decided(log, aggregate).fold());
    }

    private Codec<?> codec(String log) {
        Class<?> type = archive.families().of(log).orElseThrow().eventType();
        return RecordCodec.of(type).codec(type);
    }

    /** The file of one log while it is written. */
    private final class OneLog {
        private final String log;
        private final String file;
        private final String entity;
        private final ExportSink sink;
        private final Codec<?> codec;
        private final MessageDigest sha256 = sha256();
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK_BYTES);
        private long events;
        private long bytes;
        private final long begins;
        private long lastBlock;
        private Digest head;

        OneLog(String log, String entity, ExportSink sink) {
            this.log = log;
            this.file = log + ".jsonl";
            this.entity = entity;
            this.sink = sink;
            this.codec = codec(log);
            LaneState<?> begun = begun(log, archive.families().of(log).orElseThrow());
            this.begins = begun.number();
            this.lastBlock = begins;
            this.head = begun.digest();
        }

        ExportedFile run(Progress progress) {
            Predicate<byte[]> all = bytes -> true;
            new LogScan(archive.journal(), log, new BlockReader(codec))
                    .read(Long.MAX_VALUE, all, this::write, progress);
            flush();
            return new ExportedFile(file, log, events, bytes,
                    lastBlock > begins ? begins + 1 : 0, lastBlock, head.toString(),
                    HexFormat.of().formatHex(sha256.digest()));
        }

        private boolean write(Block block) {
            for (Envelope envelope : block.envelopes()) {
                if (entity.isEmpty() || entity.equals(envelope.entity())) {
                    write(NamedJson.format(codec, block.header(), envelope) + "\n");
                }
            }
            lastBlock = block.header().number();
            head = block.digest();
            return true;
        }

        private void write(String line) {
            byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
            if (chunk.size() > 0 && chunk.size() + utf8.length > CHUNK_BYTES) {
                flush();
            }
            chunk.writeBytes(utf8);
            events++;
        }

        private void flush() {
            if (chunk.size() == 0) {
                return;
            }
            byte[] lines = chunk.toByteArray();
            chunk.reset();
            sha256.update(lines);
            bytes += lines.length;
            try {
                sink.lines(file, lines);
            } catch (IOException e) {
                throw new UncheckedIOException("The export of " + log + " cannot be written: " + e, e);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
