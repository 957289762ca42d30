/** Files as Tardis records them: one day of one kind of message a file, times in microseconds, a header always. */
package io.breakwater.feed.file.tardis;
