package io.breakwater.architecture.planted.kernel;

/** Something that others may depend on. */
public final class Ground {}
