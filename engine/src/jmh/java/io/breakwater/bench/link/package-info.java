/** What a link between data centers carries, and how far a follower is behind. */
package io.breakwater.bench.link;
