package io.breakwater.architecture.planted.log;

/** Something that others may depend on. */
public final class Ground {}
