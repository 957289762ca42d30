package io.breakwater.ops.cluster;

/** Ends what a command has started where it is ended before all of that was noted: no other command would find it. */
final class Unfinished {
    private final ProcessHandle parent;
    private volatile boolean finished;

    /** @param parent whose processes are ended */
    Unfinished(ProcessHandle parent) {
        this.parent = parent;
    }

    /** Of this process, looked after from now on until it ends. */
    static Unfinished guarded() {
        Unfinished unfinished = new Unfinished(ProcessHandle.current());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(unfinished::end));
        return unfinished;
    }

    /** What was started goes on without this process. */
    void finished() {
        finished = true;
    }

    /** Ends what was started, unless that is finished. */
    void end() {
        if (!finished) {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
        }
    }
}
