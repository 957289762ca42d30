package io.breakwater.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the constant of a record that stands for nothing, such as no lots, where many values of the record are that
 * one: it is stored in one byte, and what equals it is read as this very object. At most one constant of a record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Blank {}
