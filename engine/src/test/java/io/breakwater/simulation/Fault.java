package io.breakwater.simulation;

/** What is done to the data centers, by kind; a campaign in which one was never injected has not shown anything. */
enum Fault {
    MESSAGE_DROPPED,
    MESSAGE_DELAYED,
    MESSAGE_DUPLICATED,
    MESSAGES_REORDERED,
    CUT_ONE_WAY,
    CUT_BOTH_WAYS,
    /** Everything that was not synced is lost. */
    CRASH,
    RESTART,
    /** Started while no peer can be reached. */
    COLD_START_WHILE_CUT,
    /** The clock goes too fast, too slow or wrong. */
    CLOCK_DRIFT,
    /** An owner that was taken over from goes on. */
    ZOMBIE_OWNER,
    /** All disks of a data center are gone, with what was not replicated. */
    DATA_CENTER_LOST,
    RESTORE_FROM_OLD_BACKUP,
    FENCE,
    /** The disks of a watcher are gone when it has just reclaimed, before anyone has read of it. */
    WATCHER_LOST,
    /** The three-site record does not answer in time; what was asked may have happened. */
    RECORD_SILENT,
    /** A data center cannot reach the record for a while, though it may reach its peers. */
    RECORD_CUT,
    LEASE_LOST,
    LEASE_FOUND,
    /** By a peer that has not heard of it and knows that its lease has ended: nobody was asked. */
    FENCED_BY_ITSELF,
    /** It lets something pass though its lease is gone, of what needs none. */
    ZOMBIE_WITHOUT_LEASE,
    /** A fenced data center goes on deciding. */
    ZOMBIE_DATA_CENTER,
    HOME_TAKEN_OVER,
    HOME_SWITCHED_OVER,
    DATA_CENTER_REMOVED,
    DATA_CENTER_ADDED,
    LIMIT_RAISED,
    LIMIT_LOWERED,
    REPLY_LOST,
    RETRIED_ELSEWHERE,
    HOLD_ENDED_ELSEWHERE,
    RESTRICTION_PLACED
}
