// A metric over two columns at once.

/** With more cells their numbers do not fit; the tooltip and the table have them. */
const MOST_WRITTEN_CELLS = 80;

function heatCard() {
  if (varying.length < 2) {
    return null;
  }
  let metric = Z.start.y || metricNames()[0];
  const numeric = column => Boolean(column.amounts);
  const first = varying.find(numeric) || varying[0];
  const second = Z.axes.find(column => column !== first && varying.includes(column) && numeric(column))
    || Z.axes.find(column => column !== first && varying.includes(column)) || varying.find(column => column !== first);
  const roles = new Roles([{name: 'x', label: 'Across', suits: numeric}, {name: 'y', label: 'Upwards', suits: () => true}],
    {x: first.name, y: second.name}, () => card.update(), {series: false});
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'}, metricChoice('Metric', metric, name => {
    metric = name;
    card.update();
  }));
  const card = new ChartCard({id: 'heat', title: 'Heat map', controls: [own, roles.box], draw: view => drawHeat(view, metric, roles)});
  return card;
}

function drawHeat(view, metric, roles) {
  const {x, y} = roles;
  const across = shownCodes(x);
  const upwards = shownCodes(y);
  const runs = roles.runs();
  const cells = [];
  const inColumn = byCode(runs, x);
  across.forEach((column, i) => {
    const inRow = byCode(inColumn.at(column), y);
    upwards.forEach((row, j) => {
      const mean = meanOf(inRow.at(row), run => metricValue(metric, run));
      if (mean) {
        cells.push({i, j, mean});
      }
    });
  });
  if (cells.length === 0) {
    return {empty: 'No run that is shown has a value of ' + metric + '.'};
  }
  const {unit} = metrics.get(metric);
  const values = cells.map(cell => cell.mean.mean);
  const shown = readable(unit, greatest(values.map(Math.abs)));
  const log = isWide(values);
  const height = value => (log ? Math.log10(value) : value);
  const low = height(smallest(values));
  const high = height(greatest(values));
  const written = cells.length <= MOST_WRITTEN_CELLS && (view.width - 90) / across.length > (log ? 58 : 46);
  const {palette} = view;
  const axis = fitWords(wordAxis(across.map(code => x.texts[code]), axisTitle(x), palette), view.width - 100);
  const names = upwards.map(code => y.texts[code]);
  return {
    option: {
      title: [uprightTitle(shortName(y.name), 0, palette)],
      grid: Object.assign(plotGrid(26, 84), {right: 12}),
      xAxis: axis,
      yAxis: Object.assign({type: 'category', data: names}, lines(palette),
        {axisLabel: {color: palette.soft, formatter: name => (name.length > 18 ? name.slice(0, 17) + '…' : name)}, splitLine: {show: false}}),
      visualMap: {
        min: low, max: high > low ? high : low + Math.max(1e-9, Math.abs(low) * 1e-6), dimension: 2, orient: 'horizontal', left: 'center', bottom: 0, calculable: false,
        itemWidth: 12, itemHeight: Math.min(220, view.width - 200), inRange: {color: HEAT}, textStyle: {color: palette.soft},
        text: log ? [amountOf(10 ** high, unit), amountOf(10 ** low, unit)] : [digits(high / shown.divisor, 4) + (shown.unit ? ' ' + shown.unit : ''), digits(low / shown.divisor, 4)],
      },
      series: [{
        type: 'heatmap',
        data: cells.map(cell => ({value: [cell.i, cell.j, height(cell.mean.mean)], mean: cell.mean,
          label: {color: (height(cell.mean.mean) - low) / (high - low || 1) > 0.55 ? '#111111' : '#ffffff'}})),
        label: {show: written, fontSize: 11, formatter: each => (log ? amountOf(each.data.mean.mean, unit) : digits(each.data.mean.mean / shown.divisor, 3))},
        itemStyle: {borderColor: palette.card, borderWidth: 1},
      }],
      tooltip: tooltip(palette, {formatter: each => escapeHtml(x.values[across[each.value[0]]] + ', ' + y.values[upwards[each.value[1]]]) + ': <b>'
        + escapeHtml(meanText(each.data.mean, shown.divisor, shown.unit)) + '</b>'}),
    },
    title: metricTitle(metric, '') + ' by ' + shortName(x.name) + ' and ' + shortName(y.name),
    caption: sentences(roles.heldWords() && 'Where ' + roles.heldWords() + '.', log && 'Colours are divided logarithmically.',
      columns.get('seed').values.length > 1 && 'Each cell is the mean over the seeds.'),
    heads: [shortName(x.name), shortName(y.name), metricTitle(metric, unit), '± (95 %)', 'runs'],
    rows: cells.map(cell => [x.values[across[cell.i]], y.values[upwards[cell.j]], cell.mean.mean, cell.mean.half, cell.mean.n]),
    marks: cells.length,
  };
}
