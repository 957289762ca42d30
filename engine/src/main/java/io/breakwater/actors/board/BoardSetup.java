package io.breakwater.actors.board;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Rhythm of the board.
 *
 * @param conflation marks that arrive within it make one view, the latest of each instrument
 * @param dataCenter 0…127, part of every id
 */
public record BoardSetup(Duration conflation, int dataCenter, LongSupplier clockMicros) {}
