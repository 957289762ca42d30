/**
 * Links at the edge: how those to other data centers are. Not here: what goes over them, that is the link's own port.
 */
package io.breakwater.gateway.link;
