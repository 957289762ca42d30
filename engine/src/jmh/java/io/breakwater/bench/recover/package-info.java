/** How long a lane needs to read its log, and a node with many counterparties to decide again after a kill. */
package io.breakwater.bench.recover;
