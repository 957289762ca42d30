package io.breakwater.audit;

/** A reading that needs sound logs has met damage. What else is damaged is told by an audit. */
public final class DamagedLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Damage damage;

    DamagedLog(Damage damage, Throwable cause) {
        super(damage.toString(), cause);
        this.damage = damage;
    }

    /** The first place. */
    public Damage damage() {
        return damage;
    }
}
