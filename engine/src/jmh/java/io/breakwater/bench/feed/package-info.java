/** What a busy feed costs decisions: a node that is told 200,000 observations a second, against the same without. */
package io.breakwater.bench.feed;
