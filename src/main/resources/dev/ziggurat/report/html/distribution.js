// Latency distributions: what the statistics know of them, which are five points and no more.

/** The known points of a distribution, by how much of it lies at or below them. */
const KNOWN_POINTS = [['min', 0], ['p50', 50], ['p95', 95], ['p99', 99], ['max', 100]];

/** The names before _p50_ns of all distributions that some run has. */
function distributions() {
  return Array.from(metrics.keys())
    .filter(name => name.endsWith('_p50_ns'))
    .map(name => name.replace(/_p50_ns$/, ''))
    .filter(base => metrics.has(base + '_p99_ns') && allRuns.some(run => metricValue(base + '_p99_ns', run) > 0));
}

function distributionCard() {
  const all = distributions();
  if (all.length === 0) {
    return null;
  }
  let base = all.includes('memory.read_latency') ? 'memory.read_latency' : all[0];
  const start = varying.find(column => column.amounts && column.values.length <= MOST_SERIES) || varying[0];
  const roles = new Roles([], {series: start ? start.name : NOTHING}, () => card.update());
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'}, choice('Distribution', all.map(name => [name, name]), base, name => {
    base = name;
    card.update();
  }));
  const card = new ChartCard({id: 'cdf', title: 'Latency distribution', controls: [own, roles.box], draw: view => drawDistribution(view, base, roles)});
  return card;
}

function drawDistribution(view, base, roles) {
  const points = KNOWN_POINTS.filter(([name]) => metrics.has(base + '_' + name + '_ns'));
  const series = roles.bySeries().map(each => ({
    name: each.name,
    means: points.map(([name]) => meanOf(each.runs, run => metricValue(base + '_' + name + '_ns', run))),
  })).filter(each => each.means.every(mean => mean !== null) && each.means.some(mean => mean.mean > 0));
  if (series.length === 0) {
    return {empty: 'No run that is shown has this distribution.'};
  }
  const {palette} = view;
  const numbers = series.flatMap(each => each.means.map(mean => mean.mean));
  const across = valueAxis(numbers.filter(each => each > 0), 'ns', numbers.every(each => each > 0) ? 'auto' : 'linear', palette);
  const legends = legend(series.map(each => each.name), view.width, palette);
  const title = metricTitle(base, across.unit);
  return {
    option: {
      legend: legends.option,
      title: [uprightTitle('accesses at or below (%)', legends.height, palette)],
      grid: plotGrid(legends.height + 28, 36),
      xAxis: Object.assign(across.option, {name: title, nameLocation: 'middle', nameGap: 30}),
      yAxis: Object.assign({type: 'value', min: 0, max: 100, axisLabel: {color: palette.soft}}, lines(palette)),
      series: series.map((each, i) => {
        const style = seriesStyle(palette, i);
        return {
          type: 'line', name: each.name, color: style.color, symbol: style.symbol, symbolSize: 8, lineStyle: {width: 1.5, type: 'dashed'},
          data: each.means.map((mean, j) => ({value: [mean.mean / across.divisor, points[j][1]], mean, point: points[j][0]})),
        };
      }),
      tooltip: tooltip(palette, {trigger: 'item', formatter: each => each.marker + escapeHtml(each.seriesName) + '<br>' + each.data.point + ': <b>'
        + escapeHtml(meanText(each.data.mean, across.divisor, across.unit)) + '</b>'}),
    },
    title: 'Distribution of ' + metricTitle(base, ''),
    caption: sentences(roles.heldWords() && 'Where ' + roles.heldWords() + '.',
      'Only the marked points are known (' + points.map(([name]) => name).join(', ') + ', right to three digits); the dashes between them lead the eye and are no data.',
      columns.get('seed').values.length > 1 && 'Each point is the mean of that percentile over the seeds.'),
    heads: ['series', 'point', 'at or below (%)', 'latency (ns)', '± (95 %)'],
    rows: series.flatMap(each => each.means.map((mean, j) => [each.name, points[j][0], points[j][1], mean.mean, mean.half])),
    marks: numbers.length,
  };
}
