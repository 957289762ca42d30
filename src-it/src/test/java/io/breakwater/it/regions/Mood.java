package io.breakwater.it.regions;

/** How many of a hundred items are cancels where there is something to cancel. */
enum Mood {
    GREEDY(3), BALANCED(45), LEAVING(100);

    private final int cancels;

    Mood(int cancels) {
        this.cancels = cancels;
    }

    int cancels() {
        return cancels;
    }
}
