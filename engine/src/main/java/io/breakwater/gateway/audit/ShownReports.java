package io.breakwater.gateway.audit;

import io.breakwater.audit.AuditReport;
import io.breakwater.audit.ExportManifest.ExportedFile;
import io.breakwater.audit.LogReport;
import io.breakwater.audit.Retaken;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.AuditVerdict;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.Damage;
import io.breakwater.v1.ExportFile;
import io.breakwater.v1.ExportManifest;
import io.breakwater.v1.Mismatch;
import io.breakwater.v1.VerifyReport;

/** Reports of the audit as the API says them. */
final class ShownReports {
    private static final int MOST_DETAILS = 1_000;

    private ShownReports() {}

    static VerifyReport of(AuditReport report) {
        VerifyReport.Builder shown = VerifyReport.newBuilder()
                .setLogs(report.logs().size())
                .setBlocks(report.blocks())
                .setEvents(report.events())
                .setRetaken(report.retaken())
                .setMismatches(report.mismatches())
                .setNotRetakeable(report.notRetakeable())
                .setBeforeTape(report.beforeTape())
                .setVerdict(verdict(report.verdict()))
                .setFailures(report.failures())
                .setCheckpoints(report.checkpoints())
                .setElapsedMillis(report.elapsedMillis())
                .setCopies(report.copies().size())
                .setCopiedBlocks(report.copiedBlocks());
        report.damage().stream().limit(MOST_DETAILS).forEach(damage -> shown.addDamage(of(damage)));
        report.logs().stream().flatMap(log -> log.mismatchDetails().stream()).limit(MOST_DETAILS)
                .forEach(mismatch -> shown.addMismatchDetails(of(mismatch)));
        for (LogReport log : report.logs()) {
            if (log.begins() > 0) {
                shown.addBegins(position(log.log(), log.begins()));
            }
            if (log.stateHash() != null) {
                shown.putStateHashes(log.log(), log.stateHash().toString());
            }
        }
        return shown.build();
    }

    private static AuditVerdict verdict(AuditReport.Verdict verdict) {
        return switch (verdict) {
            case SOUND -> AuditVerdict.AUDIT_VERDICT_SOUND;
            case NOT_RETAKEABLE -> AuditVerdict.AUDIT_VERDICT_NOT_RETAKEABLE;
            case NOT_SOUND -> AuditVerdict.AUDIT_VERDICT_NOT_SOUND;
        };
    }

    private static Damage of(io.breakwater.audit.Damage damage) {
        return Damage.newBuilder()
                .setPosition(position(damage.log(), damage.number()))
                .setKind(damage.kind().name())
                .setDetail(damage.detail())
                .build();
    }

    private static Mismatch of(Retaken retaken) {
        return Mismatch.newBuilder()
                .setPosition(position(retaken.log(), retaken.block()))
                .setName(decision(retaken.id()))
                .setRecordedJson(retaken.recordedJson())
                .setRetakenJson(retaken.retakenJson())
                .build();
    }

    /** What a log's entity is called. */
    static String resource(String log, String entity) {
        return log.startsWith("counterparty-") ? Names.COUNTERPARTIES + entity : entity;
    }

    static BlockPosition position(String log, long number) {
        return BlockPosition.newBuilder().setLog(log).setNumber(number).build();
    }

    static String decision(RequestId id) {
        return "decisions/" + id.uuid() + "/" + id.item();
    }

    static ExportManifest of(io.breakwater.audit.ExportManifest manifest) {
        ExportManifest.Builder shown = ExportManifest.newBuilder()
                .setEnvironment(manifest.environment())
                .setDataCenter(manifest.dataCenter())
                .setCreateTime(Fields.timestamp(manifest.atMicros()));
        for (ExportedFile file : manifest.files()) {
            shown.addFiles(ExportFile.newBuilder()
                    .setFile(file.file())
                    .setEvents(file.events())
                    .setBytes(file.bytes())
                    .setSha256(file.sha256())
                    .setHead(position(file.log(), file.lastBlock()))
                    .setHeadDigest(file.headDigest()));
        }
        return shown.build();
    }
}
