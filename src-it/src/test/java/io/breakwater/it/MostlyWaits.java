package io.breakwater.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Mostly waits, for Cassandra or for another data center: one class at a time, so that it may do to Cassandra what it likes,
 * in their {@link org.junit.jupiter.api.Order}, beside the {@link KeepsProcessorsBusy}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("waiting")
public @interface MostlyWaits {}
