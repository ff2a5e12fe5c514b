'use strict';

// What the page was made of, in the shape in which the charts ask for it. Nothing here is drawn.

const Z = JSON.parse(document.getElementById('data').textContent);

/** Columns of words or of swept values: {name, values, codes, amounts, kind, unit}; codes has a number into values for each run. */
const columns = new Map();
Z.fixed.concat(Z.axes).forEach(column => columns.set(column.name, column));

/** Metrics by name: {name, unit, asked, at(run)}; at returns null where a run has no value. */
const metrics = new Map();
Z.metrics.forEach(metric => {
  metric.at = metric.same === undefined ? run => metric.values[run] : () => metric.same;
  metrics.set(metric.name, metric);
});

/** The share of accesses that missed, of every cache and TLB of which the page knows enough. */
metrics.forEach(misses => {
  const component = misses.name.replace(/\.misses$/, '');
  const hits = metrics.get(component + '.hits');
  const accesses = metrics.get(component + '.accesses');
  if (component === misses.name || !(hits || accesses)) {
    return;
  }
  const at = run => {
    const missed = misses.at(run);
    const others = accesses || hits;
    const known = others.at(run);
    if (missed === null || known === null) {
      return null;
    }
    const all = accesses ? known : known + missed;
    return all ? missed / all : null;
  };
  const name = component + '.miss_ratio';
  metrics.set(name, {name, unit: 'misses/accesses', derived: true, at});
});

/** Runs whose numbers may stand beside others'. */
const status = columns.get('status');
const wellEnded = run => ['ok', 'limit'].includes(status.values[status.codes[run]]);

/** The columns that take several values, seeds apart: these are the axes of the charts. */
const varying = ['machine', 'workload']
  .map(name => columns.get(name))
  .concat(Z.axes)
  .filter(column => column.values.length > 1);

const allRuns = Array.from({length: Z.runs}, (unused, run) => run);

/** The value of a run as it stands in results.csv. */
function valueOf(column, run) {
  return column.values[column.codes[run]];
}

/** The values as charts show them: of maps such as "{kind: g1, heap: 4 MiB}" the kind, where that tells them apart. */
columns.forEach(column => {
  const kinds = column.values.map(value => (/^\{kind: ([^,}]+)[,}]/.exec(value) || [null, value])[1]);
  column.texts = new Set(kinds).size === kinds.length ? kinds : column.values;
});

function textOf(column, run) {
  return column.texts[column.codes[run]];
}

/** The codes of a column in the order in which they are drawn: numbers by amount, words as in the plan. */
function codesInOrder(column) {
  const codes = column.values.map((unused, code) => code);
  return column.amounts ? codes.sort((a, b) => column.amounts[a] - column.amounts[b]) : codes;
}

/** A column's name without the beginning that all paths into workloads share. */
function shortName(name) {
  return name.replace(/^workload\.processes\./, '');
}

function metricValue(name, run) {
  const value = metrics.get(name).at(run);
  return value === undefined ? null : value;
}

/** The metrics that can be drawn, those that the sweep asked for first. */
function metricNames() {
  const all = Array.from(metrics.values());
  return all.filter(metric => metric.asked).concat(all.filter(metric => !metric.asked)).map(metric => metric.name);
}
