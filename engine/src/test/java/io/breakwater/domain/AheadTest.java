package io.breakwater.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AheadTest {

    private final Ahead<String, Integer> ahead = new Ahead<>();

    @Test
    void keepsCommandsBesideTheirStatesUpToItsBound() {
        for (int i = 0; i < Ahead.MOST + 1; i++) {
            ahead.add("state of " + i, i);
        }
        assertTrue(ahead.isFull());
        assertEquals(Ahead.MOST, ahead.size());
        assertEquals("state of 0", ahead.state(0));
        assertEquals(Ahead.MOST - 1, ahead.command(Ahead.MOST - 1));
    }

    @Test
    void keepsNothingAliveOnceItIsCleared() {
        ahead.add("state", 1);
        ahead.clear();
        assertEquals(0, ahead.size());
        assertNull(ahead.state(0));
        assertNull(ahead.command(0));
    }
}
