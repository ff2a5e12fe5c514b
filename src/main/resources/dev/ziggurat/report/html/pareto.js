// Two metrics against each other, and the points that no other beats in both.

/** Of most metrics less is better: times, misses, faults. */
function moreIsBetter(name) {
  return /(^|[._])(ipc|bandwidth_gbps|hits|row_hits|weighted_speedup|harmonic_speedup)$/.test(name);
}

function paretoCard() {
  const names = metricNames();
  if (varying.length === 0 || names.length < 2) {
    return null;
  }
  const x = names[0];
  const y = names.slice(1).find(name => metrics.get(name).asked && name !== 'cores.amat_ns') || names[1];
  const chosen = {x, y, xMore: moreIsBetter(x), yMore: moreIsBetter(y)};
  const roles = new Roles([], {series: varying.some(column => column.name === 'workload') ? 'workload' : NOTHING}, 
    () => card.update(), {hold: false});
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'});
  const fill = () => own.replaceChildren(
    metricChoice('Across', chosen.x, name => set({x: name, xMore: moreIsBetter(name)})),
    better('Across, better is', chosen.xMore, more => set({xMore: more})),
    metricChoice('Upwards', chosen.y, name => set({y: name, yMore: moreIsBetter(name)})),
    better('Upwards, better is', chosen.yMore, more => set({yMore: more})));
  const set = change => {
    Object.assign(chosen, change);
    const focused = document.activeElement.getAttribute('aria-label');
    fill();
    const again = Array.from(own.querySelectorAll('select')).find(list => list.getAttribute('aria-label') === focused);
    if (again) {
      again.focus();
    }
    card.update();
  };
  fill();
  const card = new ChartCard({id: 'pareto', title: 'Trade-off', controls: [own, roles.box], draw: view => drawPareto(view, chosen, roles)});
  return card;
}

function better(label, more, onChange) {
  return choice(label, [['less', 'less'], ['more', 'more']], more ? 'more' : 'less', value => onChange(value === 'more'));
}

/** The points that no other point of the list is at least as good as in both and better than in one, from left to right. */
function front(points, chosen) {
  const sorted = points.slice().sort((a, b) => (chosen.xMore ? b.x.mean - a.x.mean : a.x.mean - b.x.mean) || (chosen.yMore ? b.y.mean - a.y.mean : a.y.mean - b.y.mean));
  const best = [];
  sorted.forEach(point => {
    const last = best[best.length - 1];
    const same = last && point.x.mean === last.x.mean && point.y.mean === last.y.mean;
    if (!last || same || (chosen.yMore ? point.y.mean > last.y.mean : point.y.mean < last.y.mean)) {
      best.push(point);
    }
  });
  return best.sort((a, b) => a.x.mean - b.x.mean);
}

function drawPareto(view, chosen, roles) {
  const {palette} = view;
  const label = run => varying.map(column => textOf(column, run)).join(', ');
  const series = roles.bySeries().map(each => ({
    name: each.name,
    points: Array.from(groupBy(each.runs, run => valueOf(columns.get('point'), run)).values(), runs => ({
      name: label(runs[0]),
      x: meanOf(runs, run => metricValue(chosen.x, run)),
      y: meanOf(runs, run => metricValue(chosen.y, run)),
    })).filter(point => point.x && point.y),
  })).filter(each => each.points.length > 0);
  if (series.length === 0) {
    return {empty: 'No run that is shown has both metrics.'};
  }
  const points = series.flatMap(each => each.points);
  const across = valueAxis(points.map(point => point.x.mean), metrics.get(chosen.x).unit, 'auto', palette);
  const upright = valueAxis(points.map(point => point.y.mean), metrics.get(chosen.y).unit, 'auto', palette);
  const legends = legend(series.map(each => each.name), view.width, palette);
  legends.option.itemWidth = 12;
  const place = point => [point.x.mean / across.divisor, point.y.mean / upright.divisor];
  const fronts = new Map(series.map(each => [each.name, front(each.points, chosen)]));
  const drawn = series.flatMap((each, i) => {
    const style = seriesStyle(palette, i);
    const best = fronts.get(each.name);
    return [
      {type: 'scatter', name: each.name, color: style.color, symbol: style.symbol, symbolSize: 9,
        data: each.points.filter(point => !best.includes(point)).concat(best).map(point => ({value: place(point), point, itemStyle: best.includes(point) ? {} : {color: palette.card, borderColor: style.color, borderWidth: 1.5}}))},
      {type: 'line', name: each.name, color: style.color, symbol: 'none', silent: true, step: chosen.xMore ? 'start' : 'end',
        lineStyle: {width: 1.5, type: style.dash}, data: best.map(place)},
    ];
  });
  return {
    option: {
      legend: legends.option,
      title: [uprightTitle(metricTitle(chosen.y, upright.unit), legends.height, palette)],
      grid: plotGrid(legends.height + 28, 36),
      xAxis: Object.assign(across.option, {name: metricTitle(chosen.x, across.unit), nameLocation: 'middle', nameGap: 30}),
      yAxis: upright.option,
      series: drawn,
      tooltip: tooltip(palette, {trigger: 'item', formatter: each => each.data.point ? each.marker + escapeHtml(each.data.point.name) + '<br>' + escapeHtml(chosen.x) + ': <b>'
        + escapeHtml(meanText(each.data.point.x, across.divisor, across.unit)) + '</b><br>' + escapeHtml(chosen.y) + ': <b>'
        + escapeHtml(meanText(each.data.point.y, upright.divisor, upright.unit)) + '</b>' : ''}),
    },
    title: 'Trade-off: ' + metricTitle(chosen.y, '') + ' against ' + metricTitle(chosen.x, ''),
    caption: sentences('Filled points are the Pareto front of their series, joined by a line: no point beats them in both (' + (chosen.xMore ? 'more' : 'less') + ' across and '
      + (chosen.yMore ? 'more' : 'less') + ' upwards is better).', columns.get('seed').values.length > 1 && 'Each point is a mean over the seeds.'),
    heads: ['series', 'point', metricTitle(chosen.x, metrics.get(chosen.x).unit), metricTitle(chosen.y, metrics.get(chosen.y).unit), 'on the front'],
    rows: series.flatMap(each => each.points.map(point => [each.name, point.name, point.x.mean, point.y.mean, fronts.get(each.name).includes(point) ? 'yes' : 'no'])),
    marks: points.length,
  };
}
