package io.breakwater.log;

/** An entity of a lane under its own name, by whose hash it is kept. */
public record Entity<S>(String name, S state) {}
