/**
 * From files to machines: the one package that knows every component.
 *
 * <p>{@link dev.ziggurat.machine.MachineReader} and {@link dev.ziggurat.machine.WorkloadReader} make a
 * {@link dev.ziggurat.machine.yaml.Config} of a file: YAML is read into a tree, presets, {@code extends:}, {@code --set} and sweep values
 * are laid over it, and it is bound to the specs of the components (all this in {@code machine.yaml}, which knows no component).
 * {@link dev.ziggurat.machine.Catalogs} has one line for each plug-in, which is all that a new one needs.
 * {@link dev.ziggurat.machine.MachineCheck} then looks at what no single spec can know: which level lies below which, what load-to-use
 * leaves for each. {@link dev.ziggurat.machine.Derived} holds what follows from a machine file, for the wiring and for
 * {@code ziggurat check}.
 */
@NullMarked
package dev.ziggurat.machine;

import org.jspecify.annotations.NullMarked;
