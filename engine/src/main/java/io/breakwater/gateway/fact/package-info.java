/**
 * Facts at the edge: fills, order states, funding, settlement and delivery, read into the domain's facts and handed
 * to the counterparties' lanes. Not here: what a fact does. A fact is turned away only where it cannot be read.
 */
package io.breakwater.gateway.fact;
