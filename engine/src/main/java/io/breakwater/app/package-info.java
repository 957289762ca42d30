/**
 * The node as a process: command line, settings, wiring, start and stop. The only place that knows every part. Not
 * here: anything that decides.
 */
package io.breakwater.app;
