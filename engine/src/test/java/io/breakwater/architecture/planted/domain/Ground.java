package io.breakwater.architecture.planted.domain;

/** Something that others may depend on. */
public final class Ground {}
