/**
 * From YAML text to checked records, for every kind of file of the house: machine, workload, sweep.
 *
 * <p>A {@link dev.ziggurat.machine.yaml.Source} is parsed into a tree of {@link dev.ziggurat.machine.yaml.Node}s that know file, line and
 * layer. Presets, {@code extends:}, {@code --set} and sweep values are laid over each other on the tree; what may stand where is told by
 * {@link dev.ziggurat.machine.yaml.Shape}s, which are made from the records that the file is bound to. Binding finds every problem of the
 * tree in one pass, then each record's constructor states its first broken rule; all of them come out together, sorted by line, in one
 * {@link dev.ziggurat.machine.yaml.ConfigException}. The bound {@link dev.ziggurat.machine.yaml.Config} prints itself back with every
 * default and with where each value came from. Nothing here knows a component; plug-ins come in through the
 * {@link dev.ziggurat.machine.yaml.Registry}.
 */
@NullMarked
package dev.ziggurat.machine.yaml;

import org.jspecify.annotations.NullMarked;
