package io.breakwater.architecture.planted.gateway;

/** Something that others may depend on. */
public final class Ground {}
