package io.breakwater.audit;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.RuleVerdict;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether firms and groups had caps of their own when something was decided. One that has none grants parts of a figure
 * that nobody reaches, which is no cap to be told.
 */
record GrantedCaps(Archive archive, long decidedAtMicros, Progress progress) {
    /** By how much a block's time may lie behind that of what it holds. */
    private static final long SLACK_MICROS = 1_000_000;

    /** The lines, those that passed on a part of no cap as without one. */
    List<RuleVerdict> told(List<RuleVerdict> lines) {
        Map<String, Scope> scopes = new HashMap<>();
        return lines.stream().map(line -> line.isOfAllowance() && line.passed()
                        && isUncapped(scopes.computeIfAbsent(line.scope(), this::then), line)
                ? line.withoutCap() : line).toList();
    }

    private static boolean isUncapped(Scope scope, RuleVerdict line) {
        Escrow escrow = scope.escrow(Measure.valueOf(line.subject()));
        return scope.exists() && escrow != null && escrow.cap() == Escrow.UNLIMITED;
    }

    /** Absent where no log here knows it. */
    private Scope then(String name) {
        return archive.logs().stream()
                .filter(log -> archive.families().of(log).filter(ScopeAggregate.class::isInstance).isPresent())
                .map(log -> then(log, name)).filter(Scope::exists).findFirst().orElse(Scope.absent(name));
    }

    private Scope then(String log, String name) {
        DecidedLog<Scope, ScopeCommand, ScopeEvent> kind = archive.decided(log, new ScopeAggregate());
        LogScan scan = archive.scan(kind);
        LogTimes.Stretch about = scan.between(decidedAtMicros - SLACK_MICROS, decidedAtMicros + SLACK_MICROS);
        return new EntityHistory<>(kind, scan, name).after(Foothold.below(archive.journal(), kind, about.from()))
                .fold(about.to(), (_, _, envelope) -> envelope.decidedAtMicros() > decidedAtMicros, progress).state();
    }
}
