package io.breakwater.link;

/** What came over a link cannot be; the link ends, and nothing of it was stored. */
final class LinkRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    LinkRefused(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    static LinkRefused of(Refusal.Code code, String detail) {
        return new LinkRefused(new Refusal(code, detail));
    }

    Refusal refusal() {
        return refusal;
    }
}
