/**
 * The node's own face for its operator: what it is, how it is, and copies of its store. Not here: anything that
 * decides.
 */
package io.breakwater.gateway.admin;
