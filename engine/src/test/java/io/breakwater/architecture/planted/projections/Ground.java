package io.breakwater.architecture.planted.projections;

/** Something that others may depend on. */
public final class Ground {}
