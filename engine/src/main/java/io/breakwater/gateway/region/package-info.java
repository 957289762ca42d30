/**
 * Limits over data centers at the API. What is agreed about one is changed through {@link
 * io.breakwater.gateway.region.TermsRecord}; here that is the operator's hand in one data center.
 *
 * <p>Not here: rules, which are {@code domain.span}'s, and links.
 */
package io.breakwater.gateway.region;
