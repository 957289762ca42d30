package io.breakwater.architecture.planted.audit;

/** Something that others may depend on. */
public final class Ground {}
