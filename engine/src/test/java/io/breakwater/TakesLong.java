package io.breakwater;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;

/** A class of tests that begins before the others, so that it does not end long after them. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(TakesLong.FIRST)
public @interface TakesLong {
    /** What takes longest begins before these. */
    int FIRST = 1;
}
