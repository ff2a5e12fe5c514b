/**
 * Which of the waiting requests a disk takes next: the policies that can be plugged in.
 *
 * <p>An {@link dev.ziggurat.storage.scheduling.IoScheduler} sees the addresses of the {@link dev.ziggurat.storage.scheduling.WaitingRequests} in
 * order of arrival and the address at which the last request began. Addresses stand for the place of the arm: a driver knows no cylinders.
 * Each policy is made by its spec, a record that a file fills.
 */
@NullMarked
package dev.ziggurat.storage.scheduling;

import org.jspecify.annotations.NullMarked;
