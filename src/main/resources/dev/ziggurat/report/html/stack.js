// Where the time went: the causes of a book stacked over one column, a panel for each value of another.

const BOOK = /^(.+)\.([a-z0-9_]+)_ns$/;
const MOST_PANELS = 6;

/** A cause that nowhere reaches this share has no colour of its own. */
const SMALLEST_SHARE = 0.01;

/** By component, the metrics of its causes; its total is known besides. */
function books() {
  const found = new Map();
  metrics.forEach(metric => {
    const match = BOOK.exec(metric.name);
    if (match && match[2] !== 'total' && metrics.has(match[1] + '.total_ns')) {
      found.set(match[1], (found.get(match[1]) || []).concat(metric.name));
    }
  });
  return found;
}

function stackCard() {
  const all = books();
  if (all.size === 0) {
    return null;
  }
  let book = all.has('cores.time') ? 'cores.time' : all.keys().next().value;
  let as = 'share';
  const roles = new Roles([{name: 'x', label: 'Across', suits: column => Boolean(column.amounts)}], {x: Z.start.x}, () => card.update());
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'},
    choice('Book', Array.from(all.keys(), name => [name, name]), book, name => {
      book = name;
      card.update();
    }),
    choice('As', [['share', 'shares of the time'], ['time', 'time']], as, name => {
      as = name;
      card.update();
    }));
  const card = new ChartCard({
    id: 'stack',
    title: 'Where the time went',
    whole: true,
    controls: [own, roles.box],
    draw: view => drawStack(view, {book, causes: all.get(book), as, roles}),
  });
  return card;
}

function drawStack(view, {book, causes, as, roles}) {
  const codes = shownCodes(roles.x);
  const panels = roles.bySeries().slice(0, MOST_PANELS).map(each => {
    const runs = byCode(each.runs, roles.x);
    return {name: each.name, cells: codes.map(code => bookOf(runs.at(code), book, causes))};
  });
  const cells = panels.flatMap(panel => panel.cells).filter(cell => cell !== null);
  if (cells.length === 0) {
    return {empty: 'No run that is shown has the book ' + book + '.'};
  }
  const shown = causes.filter(cause => cells.some(cell => cell.times.get(cause) >= SMALLEST_SHARE * cell.total));
  const largest = readable('ns', greatest(cells.map(cell => cell.total)));
  const valueOfCell = (cell, time) => (as === 'share' ? 100 * time / cell.total : time / largest.divisor);
  const stacks = shown.map((cause, i) => ({
    name: causeName(book, cause), color: view.palette.areas[i % view.palette.areas.length], faint: i >= view.palette.areas.length, time: cell => cell.times.get(cause),
  })).reverse();
  const small = cell => cell.total - shown.reduce((sum, cause) => sum + cell.times.get(cause), 0);
  if (cells.some(cell => small(cell) > 1e-9 * cell.total)) {
    stacks.push({name: 'others', color: view.palette.other, time: small});
  }
  const drawn = (cells.length === 1 ? rankOption : stackOption)(view, {panels, stacks, codes, x: roles.x, valueOfCell, unit: as === 'share' ? '%' : largest.unit});
  const dropped = roles.bySeries().length - panels.length;
  return {
    option: drawn.option,
    height: drawn.height,
    title: 'Where the time went: ' + book,
    caption: sentences(roles.heldWords() && 'Where ' + roles.heldWords() + '.', 'The causes sum to the total, to the picosecond.',
      'Causes that nowhere reach 1 % are in “others”.', dropped > 0 && plural(dropped, 'more panel') + ' not drawn; filter to see them.',
      columns.get('seed').values.length > 1 && 'Times are means over the seeds.'),
    heads: [shortName(roles.x.name), 'panel', 'cause', 'time (ns)', 'share (%)'],
    rows: panels.flatMap(panel => panel.cells.flatMap((cell, i) => (cell ? stacks.map(stack => [
      roles.x.texts[codes[i]], panel.name, stack.name, stack.time(cell), 100 * stack.time(cell) / cell.total]) : []))),
    marks: cells.length * stacks.length,
  };
}

function causeName(book, cause) {
  return cause.slice(book.length + 1).replace(/_ns$/, '').replace(/_/g, ' ');
}

/** The mean times of a book over some runs: {total, times}; null if there are none. */
function bookOf(runs, book, causes) {
  const total = meanOf(runs, run => metricValue(book + '.total_ns', run));
  if (total === null || total.mean === 0) {
    return null;
  }
  const times = new Map(causes.map(cause => {
    const mean = meanOf(runs, run => metricValue(cause, run));
    return [cause, mean ? mean.mean : 0];
  }));
  return {total: total.mean, times};
}

/** Of a single point: a bar for each cause, the longest above. */
function rankOption(view, {panels, stacks, valueOfCell, unit}) {
  const {palette} = view;
  const cell = panels.flatMap(panel => panel.cells).find(each => each !== null);
  const sorted = stacks.slice().sort((a, b) => a.time(cell) - b.time(cell));
  const option = {
    grid: plotGrid(8, 36),
    yAxis: Object.assign({type: 'category', data: sorted.map(stack => stack.name)}, lines(palette), {axisLabel: {color: palette.ink, interval: 0}, splitLine: {show: false}}),
    xAxis: Object.assign({type: 'value', min: 0, name: unit === '%' ? 'share of the time (%)' : 'time (' + unit + ')', nameLocation: 'middle', nameGap: 30}, lines(palette),
      {axisLabel: {color: palette.soft, hideOverlap: true, formatter: tick => digits(tick, 4)}}),
    series: [{type: 'bar', barMaxWidth: 26, label: {show: true, position: 'right', color: palette.ink, formatter: each => digits(each.value, 3) + (unit === '%' ? ' %' : '')},
      data: sorted.map(stack => ({value: valueOfCell(cell, stack.time(cell)), itemStyle: {color: stack.color}, share: 100 * stack.time(cell) / cell.total, time: stack.time(cell)}))}],
    tooltip: tooltip(palette, {trigger: 'item', formatter: each => escapeHtml(each.name) + ': <b>' + digits(each.data.share, 4) + ' %</b> (' + inUnits(each.data.time, TIMES) + ')'}),
  };
  option.grid.right = 60;
  option.grid.left = 22;
  return {option, height: Math.max(220, sorted.length * 30 + 60)};
}

function stackOption(view, {panels, stacks, codes, x, valueOfCell, unit}) {
  const {palette} = view;
  const legends = legend(stacks.map(stack => stack.name), view.width, palette);
  const most = Math.max(1, Math.min(panels.length, Math.floor(view.width / 330)));
  const down = Math.ceil(panels.length / most);
  const across = Math.ceil(panels.length / down);
  const top = legends.height + 8;
  const plot = down === 1 ? Math.max(200, view.height - top - 100) : 190;
  const names = codes.map(code => x.texts[code]);
  const cellWidth = view.width / across;
  const axis = () => fitWords(wordAxis(names, axisTitle(x), palette), cellWidth - 80);
  const foot = axis().nameGap + 26;
  const option = {grid: [], xAxis: [], yAxis: [], series: [], title: [], legend: legends.option};
  panels.forEach((panel, i) => {
    const left = (i % across) * cellWidth;
    const y = top + Math.floor(i / across) * (plot + foot + 52);
    const letters = Math.floor(cellWidth / 7);
    if (panels.length > 1) {
      option.title.push({text: panel.name.length > letters ? panel.name.slice(0, letters - 1) + '…' : panel.name, left: left + 4, top: y,
        textStyle: {fontSize: 12.5, fontWeight: 600, color: palette.ink, fontFamily: FONT}});
    }
    option.title.push(Object.assign(uprightTitle(unit === '%' ? 'share of the time (%)' : 'time (' + unit + ')', y + (panels.length > 1 ? 20 : 0), palette), {left: left + 4}));
    option.grid.push({left: left + 52, width: cellWidth - 70, top: y + (panels.length > 1 ? 50 : 30), height: plot});
    option.xAxis.push(Object.assign(axis(), {gridIndex: i}));
    option.yAxis.push(Object.assign({type: 'value', gridIndex: i, min: 0, max: unit === '%' ? 100 : undefined,
      axisLabel: {color: palette.soft, formatter: value => digits(value, 4)}}, lines(palette)));
    stacks.forEach(stack => option.series.push({
      type: 'bar', name: stack.name, stack: 'panel' + i, xAxisIndex: i, yAxisIndex: i, color: stack.color, barCategoryGap: '18%',
      itemStyle: {borderColor: palette.card, borderWidth: 0.5, opacity: stack.faint ? 0.6 : 1},
      data: panel.cells.map(cell => (cell ? {value: valueOfCell(cell, stack.time(cell)), share: 100 * stack.time(cell) / cell.total, time: stack.time(cell)} : '-')),
    }));
  });
  option.tooltip = tooltip(palette, {trigger: 'item', formatter: each => escapeHtml(each.name) + '<br>' + each.marker + escapeHtml(each.seriesName) + ': <b>'
    + digits(each.data.share, 4) + ' %</b> (' + inUnits(each.data.time, TIMES) + ')'});
  return {option, height: top + down * (plot + foot + 52)};
}
