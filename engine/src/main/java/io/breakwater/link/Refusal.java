package io.breakwater.link;

/**
 * Why a link is not made, or not kept. People have to see to it; the link is tried again now and then, since they may.
 *
 * @param detail for them
 */
public record Refusal(Code code, String detail) {

    /** What may be wrong. */
    public enum Code {
        /** Production never meets uat or simulation. */
        WRONG_ENVIRONMENT,
        /** The other end speaks another version of the link. */
        WRONG_PROTOCOL,
        /** The data centers have different numbers of lanes: entities would belong to different ones. */
        WRONG_LANES,
        /** The data center is no peer here, or its number is another. */
        UNKNOWN_PEER,
        /** Its certificate is another data center's. */
        WRONG_IDENTITY,
        /** The peer's log is not the one that was copied: two histories have the same number. */
        FORKED,
        /** The peer's log ends before its copy does: it has lost blocks, as after the restore of an old backup. */
        LOG_SHORTER,
        /** Blocks came that do not follow those before them. */
        OUT_OF_ORDER,
        /** Bytes came that are no block, or not the one that was announced. */
        DAMAGED,
        /** Blocks came of a format that this release does not read: the peer runs a later one. */
        LATER_RELEASE,
        /** More was acknowledged than was sent. */
        FALSE_ACK,
        /** The copy that is kept here cannot be read. */
        COPY_DAMAGED,
        /** The other end refuses for a reason that this release does not know. */
        OTHER
    }

    static Refusal of(Code code, String detail) {
        return new Refusal(code, detail);
    }

    /** As the other end has told it. */
    static Refusal told(String code, String detail) {
        for (Code known : Code.values()) {
            if (known.name().equals(code)) {
                return new Refusal(known, "the peer says: " + detail);
            }
        }
        return new Refusal(Code.OTHER, "the peer says: " + code + " " + detail);
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}
