/**
 * Set-associative caches, the links before shared levels, and the directory that keeps caches coherent.
 *
 * <p>A {@link dev.ziggurat.cache.Cache} is its lines ({@code CacheArray} over {@code TagStore} and a replacement policy), its
 * {@code MshrFile}, its {@code WriteBuffer} and the {@code WaitingMisses} that lack an entry of one. {@code Misses} sends for what is not
 * there, {@code Downstream} speaks to the level below, {@link dev.ziggurat.cache.PlainHits} serves a core directly above without a request. Before
 * each shared level stands a {@link dev.ziggurat.cache.Link}, through whose ports requests arrive in time order. Where several cores share
 * memory, a {@link dev.ziggurat.cache.Directory} stands between the links and the first shared level: a {@code DirectoryTable} of who may hold
 * which line, a {@code DirectoryLine} for each line that is being served. It takes lines back through
 * {@link dev.ziggurat.memory.Upper} and grants rights with its answers; {@code Upgrades} asks for the right that did not come with a line.
 */
@NullMarked
package dev.ziggurat.cache;

import org.jspecify.annotations.NullMarked;
