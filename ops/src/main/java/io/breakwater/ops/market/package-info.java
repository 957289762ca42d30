/**
 * Prices to play: the crash of 12–13 March 2020 from its published figures, or a recorded file. Prices only; no order
 * flow, no instrument terms.
 */
package io.breakwater.ops.market;
