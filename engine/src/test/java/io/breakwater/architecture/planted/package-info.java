/**
 * Small classes that break the house rules on purpose, so that each rule is seen to bite. Nothing uses them.
 */
package io.breakwater.architecture.planted;
