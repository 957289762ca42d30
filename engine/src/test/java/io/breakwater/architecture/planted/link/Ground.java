package io.breakwater.architecture.planted.link;

/** Something that others may depend on. */
public final class Ground {}
