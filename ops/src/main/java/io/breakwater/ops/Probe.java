package io.breakwater.ops;
record Probe() {}
