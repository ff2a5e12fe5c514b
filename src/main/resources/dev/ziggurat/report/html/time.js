// timeline.csv: what the operating system counted in each interval.

/** Views of the columns: shares of processor time are stacked, the others are lines. */
const TIME_VIEWS = [
  {name: 'processor time', unit: '%', stacked: true, columns: ['user_ns', 'system_ns', 'iowait_ns', 'idle_ns', 'steal_ns']},
  {name: 'memory', unit: 'KiB', columns: ['free_kib', 'swap_used_kib', 'cached_kib', 'buffers_kib']},
  {name: 'page faults', unit: 'faults', columns: ['minor_faults', 'major_faults']},
  {name: 'swap', unit: 'pages', columns: ['swap_ins', 'swap_outs']},
  {name: 'block devices', unit: 'KiB', columns: ['read_kib', 'written_kib']},
  {name: 'interrupts and switches', unit: 'events', columns: ['interrupts', 'context_switches']},
  {name: 'threads', unit: 'threads', columns: ['running', 'blocked']},
  {name: 'external fragmentation', unit: 'ppm', columns: ['external_fragmentation_ppm']},
];

function timeCard() {
  if (!Z.timeline) {
    return null;
  }
  const runs = Object.keys(Z.timeline.runs);
  const at = name => Z.timeline.columns.indexOf(name);
  const views = TIME_VIEWS
    .map(view => Object.assign({}, view, {columns: view.columns.filter(name => at(name) >= 0 && runs.some(run => Z.timeline.runs[run].some(row => row[at(name)] !== 0)))}))
    .filter(view => view.columns.length > 0);
  if (views.length === 0) {
    return null;
  }
  let run = runs[0];
  let which = views[0].name;
  const own = element('div', {class: 'controls'},
    choice('Of', views.map(view => [view.name, view.name]), which, name => {
      which = name;
      card.update();
    }),
    runs.length > 1 ? choice('Run', runs.map(id => [id, runName(id)]), run, id => {
      run = id;
      card.update();
    }) : null);
  const card = new ChartCard({
    id: 'time',
    title: 'Over time',
    controls: [own],
    whole: true,
    draw: size => drawTime(size, views.find(view => view.name === which), run),
  });
  return card;
}

/** What holds from the end of one interval to the end of the next: a point at either. */
function steps(rows, at, divisor, valueAt) {
  return rows.flatMap((row, i) => {
    const {height, own} = valueAt(row);
    return [i === 0 ? 0 : rows[i - 1][at], row[at]].map(time => ({value: [time / divisor, height], own}));
  });
}

function runName(id) {
  const run = columns.get('run').codes[columns.get('run').values.indexOf(id)];
  return id + (varying.length > 0 ? ': ' + varying.map(column => textOf(column, run)).join(', ') : '');
}

function drawTime(size, view, run) {
  const {palette} = size;
  const rows = Z.timeline.runs[run];
  const at = name => Z.timeline.columns.indexOf(name);
  const time = readable('ns', rows[rows.length - 1][at('time_ns')]);
  const total = row => view.columns.reduce((sum, name) => sum + row[at(name)], 0);
  const value = (row, name) => (view.stacked ? 100 * row[at(name)] / (total(row) || 1) : row[at(name)]);
  const below = (row, i) => view.columns.slice(0, i + 1).reduce((sum, name) => sum + value(row, name), 0);
  const largest = greatest(rows.flatMap(row => view.columns.map(name => value(row, name))));
  const scaled = view.unit === 'KiB' ? readable('B', largest * 1024) : readable(view.unit, largest);
  const divisor = view.unit === 'KiB' ? scaled.divisor / 1024 : scaled.divisor;
  const unit = scaled.unit;
  const names = view.columns.map(name => name.replace(/_(ns|kib|ppm)$/, '').replace(/_/g, ' '));
  const legends = legend(names, size.width, palette);
  const length = rows.length > 1 ? rows[1][at('time_ns')] - rows[0][at('time_ns')] : rows[0][at('time_ns')];
  const counted = ['faults', 'pages', 'events'].includes(view.unit) || /read|written/.test(view.columns[0]);
  return {
    option: {
      legend: legends.option,
      title: [uprightTitle(view.stacked ? 'share of the cores’ time (%)' : view.name + ' (' + unit + ')', legends.height, palette)],
      grid: plotGrid(legends.height + 28, 36),
      xAxis: Object.assign({type: 'value', min: 0, max: rows[rows.length - 1][at('time_ns')] / time.divisor, name: 'simulated time (' + time.unit + ')', nameLocation: 'middle',
        nameGap: 30}, lines(palette), {splitLine: {show: false}, axisLabel: {color: palette.soft, formatter: tick => digits(tick, 5), hideOverlap: true}}),
      yAxis: Object.assign({type: 'value', min: 0, max: view.stacked ? 100 : undefined}, lines(palette), {axisLabel: {color: palette.soft, formatter: tick => digits(tick, 5)}}),
      series: view.columns.map((name, i) => {
        const style = seriesStyle(palette, i);
        const color = view.stacked ? palette.areas[i] : style.color;
        return {
          type: 'line', name: names[i], color, showSymbol: false, symbol: view.stacked ? 'roundRect' : style.symbol, z: 2 + view.columns.length - i,
          areaStyle: view.stacked ? {opacity: 1, color} : undefined, lineStyle: {width: view.stacked ? 0.5 : 2, type: view.stacked ? 'solid' : style.dash},
          data: steps(rows, at('time_ns'), time.divisor, row => ({height: (view.stacked ? below(row, i) : value(row, name)) / divisor, own: value(row, name) / divisor})),
        };
      }),
      tooltip: tooltip(palette, {trigger: 'axis', formatter: params => 'up to ' + digits(params[0].value[0], 5) + ' ' + time.unit
        + params.map(each => '<br>' + each.marker + escapeHtml(each.seriesName) + ': <b>' + digits(each.data.own, 4) + ' ' + escapeHtml(unit) + '</b>').join('')}),
    },
    title: 'Over time: ' + view.name,
    caption: sentences('Run ' + runName(run) + '.', counted ? 'Counts of each interval of ' + inUnits(length, TIMES) + '.' : '',
      Object.keys(Z.timeline.runs).length < Z.timeline.of && 'The page has the first ' + Object.keys(Z.timeline.runs).length + ' of ' + plural(Z.timeline.of, 'run') + '.'),
    heads: ['time (' + time.unit + ')'].concat(names.map(name => name + ' (' + unit + ')')),
    rows: rows.map(row => [row[at('time_ns')] / time.divisor].concat(view.columns.map(name => value(row, name) / divisor))),
    marks: rows.length * view.columns.length,
  };
}
