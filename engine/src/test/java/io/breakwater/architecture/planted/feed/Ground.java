package io.breakwater.architecture.planted.feed;

/** Something that others may depend on. */
public final class Ground {}
