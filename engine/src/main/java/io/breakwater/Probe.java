package io.breakwater;
record Probe() {}
