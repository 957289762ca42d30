package io.breakwater.architecture.planted.app;

/** Something that others may depend on. */
public final class Ground {}
