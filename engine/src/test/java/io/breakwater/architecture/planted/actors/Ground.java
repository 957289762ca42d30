package io.breakwater.architecture.planted.actors;

/** Something that others may depend on. */
public final class Ground {}
