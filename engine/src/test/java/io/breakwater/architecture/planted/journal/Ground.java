package io.breakwater.architecture.planted.journal;

/** Something that others may depend on. */
public final class Ground {}
