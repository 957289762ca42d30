package io.breakwater.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Mostly waits for Cassandra, and may do to it what it likes: one class at a time, beside a {@link KeepsProcessorsBusy}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("cassandra")
public @interface WaitsForCassandra {}
