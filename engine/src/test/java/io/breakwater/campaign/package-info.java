/** Campaigns: seeded searches for inputs that break something, bounded by a count, with a slice in the tests. */
package io.breakwater.campaign;
