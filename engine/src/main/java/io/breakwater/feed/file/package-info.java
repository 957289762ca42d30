/**
 * Recorded markets as feeds: files that are packed or not are read as a stream, row by row, and played back on a time
 * of their own at any speed. What is wrong in a row costs that row; what is wrong with the file ends it, counted.
 */
package io.breakwater.feed.file;
