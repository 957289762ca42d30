/**
 * The subcommands: each turns flags into one call of the API and prints the answer. No rule is judged here; a value is
 * checked only where a helpful message needs it.
 */
package io.breakwater.ops.command;
