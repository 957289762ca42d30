/** Tests of real node processes on a real port and a real disk: kills, restarts, audits. Nothing is stubbed here. */
package io.breakwater.it;
