/**
 * The contract between whatever asks for memory and whatever answers.
 *
 * <p>A {@link dev.ziggurat.memory.MemoryLevel} takes a {@link dev.ziggurat.memory.MemoryRequest} by one verb, {@code access}, and either
 * returns the time at which it is served or {@code PENDING} and calls the {@link dev.ziggurat.memory.Requester} later. Requests are owned
 * by the slots of bounded tables (load queue, MSHR file, write buffer), are made once and reused; nobody refuses a request, a full level
 * leaves it in the sender's slot and takes it later, in order of arrival. A private level is called, a shared one is reached through
 * events. What runs on a core is a {@link dev.ziggurat.memory.Program}, which writes one {@link dev.ziggurat.memory.Reference} after
 * another into an object of the core's. No request carries data: words that matter stand in a {@link dev.ziggurat.memory.WordStore}.
 * A program that calls and returns tells of its frames by a {@link dev.ziggurat.memory.CallStack}.
 */
@NullMarked
package dev.ziggurat.memory;

import org.jspecify.annotations.NullMarked;
