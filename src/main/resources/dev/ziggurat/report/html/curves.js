// The two curves by which memory hierarchies are known: misses over capacity, and latency over bandwidth.

/** Of a sweep over the capacity of a cache (or the entries of a TLB): its share of misses. */
function missRatioCard() {
  const found = [];
  varying.forEach(column => {
    const match = /^(?:caches\.(.+)\.size|translation\.tlbs\.(.+)\.entries)$/.exec(column.name);
    const name = match && (match[1] ? match[1] : 'tlb.' + match[2]) + '.miss_ratio';
    if (match && column.amounts && metrics.has(name)) {
      found.push({column, metric: name});
    }
  });
  if (found.length === 0) {
    return null;
  }
  let shown = found[0];
  let roles = rolesOf();
  const box = element('div', {}, roles.box);
  function rolesOf() {
    return new Roles([{name: 'x', label: 'Across', suits: column => column === shown.column}], {x: shown.column.name}, () => card.update());
  }
  filterListeners.push(() => roles.build());
  const own = found.length > 1 ? element('div', {class: 'controls'}, choice('Of', found.map(each => [each.metric, each.metric.replace('.miss_ratio', '')]), shown.metric, name => {
    shown = found.find(each => each.metric === name);
    roles = rolesOf();
    box.replaceChildren(roles.box);
    card.update();
  })) : null;
  const card = new ChartCard({
    id: 'miss-ratio',
    title: 'Miss ratio',
    controls: [own, box],
    draw: view => {
      const drawn = drawLines(view, {metric: shown.metric, scale: 'linear', roles});
      drawn.title = 'Miss-ratio curve of ' + shown.metric.replace('.miss_ratio', '');
      drawn.caption = sentences(drawn.caption, 'Misses over accesses; a miss that merges with one under way counts as a miss.');
      return drawn;
    },
  });
  return card;
}

const BANDWIDTH = 'memory.bandwidth_gbps';
const LATENCY = 'memory.read_latency_mean_ns';

/** Below this ratio of bandwidths there is no curve to see. */
const LEAST_LOAD = 1.5;

/** The latencies that may stand upright: that of the core that a sweep asked for, as a loaded-latency curve does, and that of memory. */
function latencyNames() {
  const asked = metricNames().filter(name => metrics.get(name).asked && /^core\d+\.amat_ns$/.test(name));
  return asked.concat(LATENCY).filter(name => metrics.has(name));
}

function latencyWords(name) {
  return name === LATENCY ? 'mean latency of reads of memory' : 'mean latency of loads of ' + name.replace('.amat_ns', '');
}

function isLoaded() {
  const used = allRuns.filter(wellEnded).map(run => metricValue(BANDWIDTH, run)).filter(bandwidth => bandwidth > 0);
  return used.length > 1 && greatest(used) >= LEAST_LOAD * smallest(used);
}

/** The points of each series in the order of the column along which the load grows. */
function bandwidthLatencyCard() {
  const numeric = varying.filter(column => column.amounts);
  const names = latencyNames();
  if (numeric.length === 0 || !metrics.has(BANDWIDTH) || names.length === 0 || !isLoaded()) {
    return null;
  }
  let latency = names[0];
  const roles = new Roles([{name: 'x', label: 'Along', suits: column => Boolean(column.amounts)}], {}, () => card.update());
  filterListeners.push(() => roles.build());
  const own = names.length > 1 ? element('div', {class: 'controls'}, choice('Of', names.map(name => [name, latencyWords(name)]), latency, name => {
    latency = name;
    card.update();
  })) : null;
  const card = new ChartCard({id: 'bandwidth-latency', title: 'Latency over bandwidth', controls: [own, roles.box], draw: view => drawBandwidthLatency(view, roles, latency)});
  return card;
}

function drawBandwidthLatency(view, roles, shown) {
  const {palette} = view;
  const {x} = roles;
  const codes = shownCodes(x);
  const series = roles.bySeries().map(each => {
    const runs = byCode(each.runs, x);
    const points = codes.map(code => ({
      code, bandwidth: meanOf(runs.at(code), run => metricValue(BANDWIDTH, run)), latency: meanOf(runs.at(code), run => metricValue(shown, run)),
    }));
    return {name: each.name, points: points.filter(point => point.bandwidth && point.latency && point.bandwidth.mean > 0)};
  }).filter(each => each.points.length > 0);
  if (series.length === 0) {
    return {empty: 'No run that is shown reached memory.'};
  }
  const points = series.flatMap(each => each.points);
  const upright = valueAxis(points.map(point => point.latency.mean), 'ns', 'auto', palette);
  const across = valueAxis(points.map(point => point.bandwidth.mean), 'GB/s', 'linear', palette);
  const legends = legend(series.map(each => each.name), view.width, palette);
  return {
    option: {
      legend: legends.option,
      title: [uprightTitle(latencyWords(shown) + ' (' + upright.unit + ')', legends.height, palette)],
      grid: plotGrid(legends.height + 28, 36),
      xAxis: Object.assign(across.option, {name: 'bandwidth of memory (GB/s)', nameLocation: 'middle', nameGap: 30}),
      yAxis: upright.option,
      series: series.map((each, i) => {
        const style = seriesStyle(palette, i);
        return {
          type: 'line', name: each.name, color: style.color, symbol: style.symbol, symbolSize: 8, lineStyle: {width: 2, type: style.dash},
          data: each.points.map(point => ({value: [point.bandwidth.mean / across.divisor, point.latency.mean / upright.divisor], point})),
        };
      }),
      tooltip: tooltip(palette, {trigger: 'item', formatter: each => each.marker + escapeHtml(each.seriesName) + '<br>' + escapeHtml(shortName(x.name)) + ' = '
        + escapeHtml(x.texts[each.data.point.code]) + '<br>' + escapeHtml(meanText(each.data.point.bandwidth, 1, 'GB/s')) + '<br>'
        + escapeHtml(meanText(each.data.point.latency, upright.divisor, upright.unit))}),
    },
    title: 'Latency over bandwidth of memory',
    caption: sentences(roles.heldWords() && 'Where ' + roles.heldWords() + '.', 'Points are joined in the order of ' + shortName(x.name) + '.',
      columns.get('seed').values.length > 1 && 'Each point is the mean over the seeds.'),
    heads: ['series', shortName(x.name), 'bandwidth (GB/s)', 'latency (ns)'],
    rows: series.flatMap(each => each.points.map(point => [each.name, x.texts[point.code], point.bandwidth.mean, point.latency.mean])),
    marks: points.length,
  };
}
