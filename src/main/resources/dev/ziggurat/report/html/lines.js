// A metric over one column: lines where its values are numbers, bars with intervals where they are words.

function lineCard() {
  if (varying.length === 0) {
    return null;
  }
  const start = Z.start;
  let metric = start.y || metricNames()[0];
  let scale = start.scale;
  const roles = new Roles([{name: 'x', label: 'Across', suits: column => Boolean(column.amounts)}], start, () => card.update());
  filterListeners.push(() => roles.build());
  const own = element('div', {class: 'controls'},
    metricChoice('Metric', metric, name => {
      metric = name;
      card.update();
    }),
    choice('Scale', [['auto', 'automatic'], ['linear', 'linear'], ['log', 'logarithmic']], scale, name => {
      scale = name;
      card.update();
    }));
  const card = new ChartCard({
    id: 'lines',
    title: metric,
    whole: true,
    controls: [own, roles.box],
    draw: view => drawLines(view, {metric, scale, roles}),
  });
  return card;
}

function drawLines(view, {metric, scale, roles}) {
  const {unit} = metrics.get(metric);
  // The means decide: a wide interval of a few seeds reaches near 0 and would divide any axis logarithmically.
  const division = means => (scale === 'auto' && !isWide(means) ? 'linear' : scale);
  return drawOver(view, roles, {
    name: metric,
    at: runs => meanOf(runs, run => metricValue(metric, run)),
    axis: (means, numbers) => valueAxis(numbers, unit, division(means), view.palette),
    heads: [metricTitle(metric, unit), '± (95 %)', 'runs'],
    row: mean => [mean.mean, mean.half, mean.n],
    title: metricTitle(metric, ''),
    words: seedWords(),
  });
}

/**
 * Draws numbers over a column.
 *
 * @param what {name, at(runs), axis(means, numbers), heads, row(mean), title, words}; at returns {n, mean, half}, and low and high where its interval does not
 * lie evenly, or null
 */
function drawOver(view, roles, what) {
  const x = roles.x;
  const codes = shownCodes(x);
  const series = roles.bySeries()
    .map(each => {
      const runs = byCode(each.runs, x);
      return {name: each.name, means: codes.map(code => what.at(runs.at(code)))};
    })
    .filter(each => each.means.some(mean => mean !== null));
  if (series.length === 0) {
    return {empty: 'No run that is shown has a value of ' + what.name + '.'};
  }
  const means = series.flatMap(each => each.means.filter(mean => mean !== null));
  const arePositive = means.every(mean => mean.mean > 0);
  const numbers = means.flatMap(mean => [mean.mean, ...endsOf(mean)]).filter(each => each > 0 || !arePositive);
  const upright = what.axis(means.map(mean => mean.mean), numbers);
  const kind = x.amounts && codes.length > 1 ? numericLines : wordBars;
  const drawn = kind(view, {x, codes, series, upright});
  const legends = legend(series.map(each => each.name), view.width, view.palette);
  drawn.option.legend = legends.option;
  drawn.option.title = [uprightTitle(metricTitle(what.name, upright.unit), legends.height, view.palette)];
  drawn.option.grid = plotGrid(legends.height + 28, drawn.bottom);
  drawn.option.yAxis = upright.option;
  return {
    option: drawn.option,
    title: what.title + ' over ' + shortName(x.name),
    caption: sentences(roles.heldWords() && 'Where ' + roles.heldWords() + '.', series.length === 1 && series[0].name && 'The series is ' + series[0].name + '.', what.words,
      drawn.words),
    heads: [shortName(x.name), 'series'].concat(what.heads),
    rows: series.flatMap(each => each.means.map((mean, i) => mean && [x.texts[codes[i]], each.name].concat(what.row(mean))).filter(row => row)),
    marks: means.length,
  };
}

/** The ends of an interval. */
function endsOf(mean) {
  return mean.low === undefined ? [mean.mean - mean.half, mean.mean + mean.half] : [mean.low, mean.high];
}

function numericLines(view, {x, codes, series, upright}) {
  const amounts = codes.map(code => x.amounts[code]);
  const drawnSeries = series.flatMap((each, i) => {
    const style = seriesStyle(view.palette, i);
    const points = each.means.map((mean, j) => mean && {value: [amounts[j], mean.mean / upright.divisor], mean}).filter(point => point);
    const line = {
      type: 'line', name: each.name, data: points, symbol: style.symbol, symbolSize: 8, color: style.color,
      lineStyle: {width: 2, type: style.dash}, emphasis: {focus: 'series'}, z: 3,
    };
    return [line, whiskers(each.name, points.map(point => spread(point.value[0], point.mean, upright)), style.color)];
  });
  drawnSeries[0].markLine = markLine(x, amounts, view.palette);
  const axis = sweptAxis(x, codes, view);
  return {
    option: {
      xAxis: axis,
      series: drawnSeries,
      tooltip: tooltip(view.palette, {trigger: 'axis', formatter: params => axisTooltip(params, x, upright)}),
    },
    bottom: 36,
    words: '',
  };
}

/** The ends of an interval; on a logarithmic axis none reaches below the axis. */
function spread(x, mean, upright) {
  const [low, high] = endsOf(mean).map(end => end / upright.divisor);
  return [x, upright.log ? Math.max(low, upright.option.min) : low, high];
}

function markLine(x, amounts, palette) {
  const marks = Z.start.marks.filter(mark => mark.kind === x.kind && mark.amount >= smallest(amounts) && mark.amount <= greatest(amounts));
  return marks.length === 0 ? undefined : {
    silent: true,
    symbol: 'none',
    lineStyle: {color: palette.soft, type: 'dashed'},
    label: {formatter: params => params.name, color: palette.soft, position: 'insideEndTop', rotate: 90, distance: 4},
    data: marks.map(mark => ({name: mark.name, xAxis: mark.amount})),
  };
}

function axisTooltip(params, x, upright) {
  const lines = params.filter(each => each.seriesType === 'line' && each.data.mean);
  if (lines.length === 0) {
    return '';
  }
  const head = escapeHtml(shortName(x.name)) + ' = <b>' + escapeHtml(amountText(x, lines[0].value[0])) + '</b>';
  return head + lines.map(each => '<br>' + each.marker + (each.seriesName ? escapeHtml(each.seriesName) + ': ' : '')
    + escapeHtml(meanText(each.data.mean, upright.divisor, upright.unit))).join('');
}

/** On an axis that does not begin at 0 bars would begin anywhere: then dots stand in their place. */
function wordBars(view, {x, codes, series, upright}) {
  const dots = upright.log || upright.fromNowhere;
  const count = series.length;
  const drawnSeries = series.flatMap((each, i) => {
    const style = seriesStyle(view.palette, i);
    const data = each.means.map(mean => (mean ? {value: mean.mean / upright.divisor, mean} : '-'));
    const place = api => {
      const band = api.size([1, 0])[0];
      return band * 0.72 * ((i + 0.5) / count - 0.5);
    };
    const whisker = whiskers(each.name, each.means.map((mean, j) => mean && spread(j, mean, upright)).filter(row => row), dots ? style.color : view.palette.ink, place);
    return dots
      ? [dotSeries(each.name, data, style, place), whisker]
      : [{type: 'bar', name: each.name, data, color: style.color, barCategoryGap: '28%', barGap: '0%', emphasis: {focus: 'series'}}, whisker];
  });
  const axis = fitWords(wordAxis(codes.map(code => x.texts[code]), axisTitle(x), view.palette), view.width - 70);
  return {
    option: {
      xAxis: axis,
      series: drawnSeries,
      tooltip: tooltip(view.palette, {trigger: 'item', formatter: each => wordTooltip(each, x, codes, series, upright)}),
    },
    bottom: 36,
    words: upright.log ? 'The scale is logarithmic, so dots stand where bars would have no beginning.' : '',
  };
}

function dotSeries(name, data, style, place) {
  return {
    type: 'custom', name, color: style.color, z: 5,
    data: data.map((point, j) => (point === '-' ? null : {value: [j, point.value], mean: point.mean})).filter(point => point),
    encode: {x: 0, y: 1},
    renderItem: (params, api) => {
      const at = api.coord([api.value(0), api.value(1)]);
      return {type: 'circle', shape: {cx: at[0] + place(api), cy: at[1], r: 5}, style: {fill: style.color}};
    },
  };
}

function wordTooltip(each, x, codes, series, upright) {
  if (!each.data || !each.data.mean) {
    return '';
  }
  const index = Array.isArray(each.value) ? each.value[0] : each.dataIndex;
  return escapeHtml(x.texts[codes[index]]) + (each.seriesName && series.length > 1 ? ', ' + escapeHtml(each.seriesName) : '') + ': <b>'
    + escapeHtml(meanText(each.data.mean, upright.divisor, upright.unit)) + '</b>';
}
