/**
 * Several data centers of real processes with journals of their own, linked over cables that the test cuts, holds back
 * and delays, under load from both sides. What clients were told is kept, and compared with what the logs hold: I-01,
 * I-04 and I-05 between data centers. Nothing is stubbed here.
 */
package io.breakwater.it.regions;
