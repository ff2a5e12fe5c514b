// Each point beside the baseline that the sweep names: ratios, seed by seed.

/** The columns of a row of Z.comparison. */
const PAIRS = 0;
const RATIO = 1;
const LOW = 2;
const HIGH = 3;
const P = 4;
const LEVEL = 0.05;

function compareCard() {
  if (!Z.comparison || varying.length === 0) {
    return null;
  }
  const names = Object.keys(Z.comparison.metrics);
  let metric = names.includes(Z.start.y) ? Z.start.y : names[0];
  const roles = new Roles([{name: 'x', label: 'Across', suits: column => Boolean(column.amounts)}], Z.start, () => card.update());
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'}, choice('Metric', names.map(name => [name, name]), metric, name => {
    metric = name;
    card.update();
  }));
  const card = new ChartCard({
    id: 'compare',
    title: 'Compared with the baseline',
    whole: true,
    controls: [own, roles.box],
    draw: view => drawComparison(view, metric, roles),
  });
  return card;
}

/** The ratio of the point to which runs belong; null for the baseline itself. */
function ratioOf(metric, runs) {
  const row = runs.length > 0 && Z.comparison.metrics[metric][valueOf(columns.get('point'), runs[0])];
  if (!row) {
    return null;
  }
  return {n: row[PAIRS], mean: row[RATIO], low: row[LOW] ?? row[RATIO], high: row[HIGH] ?? row[RATIO], p: row[P]};
}

function differs(mean) {
  return mean.p === null ? '' : mean.p <= LEVEL ? 'yes' : 'not shown';
}

function drawComparison(view, metric, roles) {
  const baseline = Object.entries(Z.comparison.to).map(([path, value]) => shortName(path) + ' = ' + value).join(', ');
  const drawn = drawOver(view, roles, {
    name: 'ratio to the baseline',
    at: runs => ratioOf(metric, runs),
    axis: (means, numbers) => ratioAxis(numbers, view.palette),
    heads: ['ratio', 'from', 'to', 'p (Holm)', 'differs', 'seeds'],
    row: mean => [mean.mean, mean.n > 1 ? mean.low : null, mean.n > 1 ? mean.high : null, mean.p, differs(mean), mean.n],
    title: metricTitle(metric, '') + ' relative to that with ' + baseline,
    words: 'Each point over the one with ' + baseline + ' and otherwise equal: the geometric mean of the ratios seed by seed, with its 95 % interval. Of all seeds, whatever the'
      + ' filter says. The numbers say which differences are shown by Student’s paired t test, adjusted by Holm’s method for all points.'
      + (Object.keys(Z.comparison.metrics).length < Z.comparison.of ? ' The page has not room for all metrics; summary.csv has.' : ''),
  });
  if (!drawn.empty) {
    drawn.option.series.push(lineOfOne(drawn.option, roles.x, view.palette));
  }
  return drawn;
}

/** Ratios lie around 1, which is always to be seen. */
function ratioAxis(numbers, palette) {
  const low = Math.min(1, smallest(numbers));
  const high = Math.max(1, greatest(numbers));
  const margin = 0.08 * (high - low || 0.1);
  const option = Object.assign({type: 'value', min: low - margin, max: high + margin}, lines(palette),
    {axisLabel: {formatter: value => digits(value, 6), color: palette.soft, hideOverlap: true, showMinLabel: false, showMaxLabel: false}});
  return {log: false, fromNowhere: true, divisor: 1, unit: '', option};
}

function lineOfOne(option, x, palette) {
  const across = option.xAxis.type === 'category' ? option.xAxis.data.map((unused, i) => i) : shownCodes(x).map(code => x.amounts[code]);
  return {type: 'line', name: '', silent: true, symbol: 'none', color: palette.soft, lineStyle: {width: 1, type: 'dashed'}, data: across.map(at => [at, 1]), z: 1};
}
