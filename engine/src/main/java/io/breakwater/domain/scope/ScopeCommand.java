package io.breakwater.domain.scope;

/** Everything that can be asked of a scope or told to it. */
public sealed interface ScopeCommand permits ScopeRequest, ScopeFact {}
