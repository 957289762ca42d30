package io.breakwater.it;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Starts clusters of several processes, which keep the processors busy: one class after another on the thread that
 * begins, in their {@link org.junit.jupiter.api.Order}, beside the {@link MostlyWaits} and what comes after those.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
public @interface KeepsProcessorsBusy {}
