// Axes, legends and tooltips that all charts share.

/** From this range on numbers lie on a logarithmic axis, as in the pictures of --format svg. */
const LOG_FROM = 20;

/** Letters are about so wide, on average. */
const LETTER = 6.6;

function isWide(numbers) {
  const least = smallest(numbers);
  return least > 0 && greatest(numbers) / least >= LOG_FROM;
}

/** The axis of a measured metric, from the numbers to be drawn: {log, divisor, unit, option}. */
function valueAxis(numbers, unit, scale, palette) {
  const log = scale === 'log' ? smallest(numbers) > 0 : scale !== 'linear' && isWide(numbers);
  const largest = numbers.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const shown = readable(unit, log ? Math.sqrt(largest * Math.max(smallest(numbers), 1e-300)) : largest);
  const scaled = numbers.map(each => each / shown.divisor);
  const option = Object.assign({type: log ? 'log' : 'value', axisLabel: {formatter: value => digits(value, 6), color: palette.soft, hideOverlap: true}},
    log ? decades(scaled) : {min: smallest(scaled) < 0 ? undefined : 0}, lines(palette));
  return {log, divisor: shown.divisor, unit: shown.unit, option};
}

/** Whole decades would leave a curve of a factor of 25 in a third of the picture. */
function decades(scaled) {
  const least = smallest(scaled);
  const most = greatest(scaled);
  return {min: nice(least, Math.floor), max: nice(most, Math.ceil)};
}

/** The next of 1, 2, 5 times a power of ten, below or above. */
function nice(value, round) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const steps = round === Math.floor ? [5, 2, 1] : [1, 2, 5, 10];
  const step = steps.find(each => (round === Math.floor ? each * power <= value * 1.0001 : each * power >= value * 0.9999));
  return (step || 1) * power;
}

function lines(palette) {
  return {
    axisLine: {show: true, lineStyle: {color: palette.line}},
    axisTick: {show: true, lineStyle: {color: palette.line}},
    splitLine: {lineStyle: {color: palette.grid}},
    nameTextStyle: {color: palette.ink},
  };
}

/** The axis of a swept column with numbers: sizes by powers of two. */
function sweptAxis(column, codes, view) {
  const {palette} = view;
  const ticks = Math.max(2, Math.floor(view.width / 80));
  const amounts = codes.map(code => column.amounts[code]);
  const log = isWide(amounts) || (column.kind === 'SIZE' && smallest(amounts) > 0 && greatest(amounts) >= 4 * smallest(amounts));
  const option = Object.assign({
    type: log ? 'log' : 'value',
    logBase: log ? logBase(amounts, ticks) : 10,
    min: log ? smallest(amounts) : 'dataMin',
    max: log ? greatest(amounts) : 'dataMax',
    axisLabel: {formatter: value => amountText(column, roundedAmount(column, value)), color: palette.soft, hideOverlap: true},
    name: axisTitle(column),
    nameLocation: 'middle',
    nameGap: 30,
  }, lines(palette));
  option.splitLine = {show: false};
  if (column.kind === 'SIZE' && !log) {
    option.interval = 2 ** Math.ceil(Math.log2((greatest(amounts) - smallest(amounts) || 1) / ticks));
  }
  return option;
}

/** The factor between ticks. ECharts takes whole powers of the base, and each of them only if there are fewer than ten. */
function logBase(amounts, ticks) {
  const factor = greatest(amounts) / smallest(amounts);
  const binary = amounts.some(amount => amount > 1) && amounts.filter(amount => Number.isInteger(Math.log2(amount))).length * 2 > amounts.length;
  return binary ? 2 ** Math.max(1, Math.ceil(Math.log2(factor) / Math.min(ticks, 9))) : 10;
}

/** Powers come back from a logarithmic axis with the last bits wrong. */
function roundedAmount(column, value) {
  return column.kind === 'SIZE' ? Math.round(value) : Number(value.toPrecision(9));
}

function wordAxis(names, title, palette) {
  const option = Object.assign({
    type: 'category',
    data: names,
    axisLabel: {color: palette.soft, hideOverlap: false, interval: 0, rotate: 0},
    name: title,
    nameLocation: 'middle',
    nameGap: 30,
  }, lines(palette));
  option.splitLine = {show: false};
  return option;
}

/** Words that would run into each other are turned; long ones are cut, the tooltip and the table have them whole. */
function fitWords(axis, width) {
  const longest = greatest(axis.data.map(name => String(name).length));
  const room = width / axis.data.length / LETTER;
  if (longest > room - 1) {
    const most = 22;
    axis.axisLabel.rotate = room > 2.5 && longest <= 6 ? 0 : 35;
    axis.axisLabel.interval = axis.data.length > width / 16 ? 'auto' : 0;
    axis.axisLabel.formatter = name => (String(name).length > most ? String(name).slice(0, most - 1) + '…' : name);
    axis.nameGap = axis.axisLabel.rotate ? 22 + Math.min(longest, most) * LETTER * 0.6 : 30;
  }
  return axis;
}

/** A legend above the picture, of as many rows as its names take, and what stands below it. */
function legend(names, width, palette) {
  const shown = names.filter(name => name !== '');
  if (shown.length < 2) {
    return {option: {show: false}, height: 0};
  }
  const most = Math.max(12, Math.floor((width - 60) / LETTER));
  let rows = 1;
  let used = 0;
  shown.forEach(name => {
    const wide = Math.min(name.length, most) * LETTER + 46;
    if (used > 0 && used + wide > width - 8) {
      rows++;
      used = 0;
    }
    used += wide;
  });
  const tooMany = rows > 6;
  const option = {
    type: tooMany ? 'scroll' : 'plain',
    data: shown,
    top: 0,
    left: 0,
    right: 0,
    itemGap: 14,
    itemWidth: 24,
    textStyle: {color: palette.ink, fontSize: 12},
    pageTextStyle: {color: palette.ink},
    formatter: name => (name.length > most ? name.slice(0, most - 1) + '…' : name),
  };
  return {option, height: (tooMany ? 1 : rows) * 24 + 4};
}

/** The upright axis' title stands above it, so that it can be read without turning one's head. */
function uprightTitle(text, top, palette) {
  return {text, left: 4, top, textStyle: {fontSize: 12, fontWeight: 'normal', color: palette.ink, fontFamily: FONT}};
}

function plotGrid(top, bottom) {
  return {left: 10, right: 24, top, bottom, containLabel: true};
}

function tooltip(palette, more) {
  return Object.assign({
    confine: true,
    backgroundColor: palette.card,
    borderColor: palette.line,
    textStyle: {color: palette.ink, fontSize: 12},
    extraCssText: 'max-width: 90%; white-space: normal;',
  }, more);
}

/** "56.3 ± 0.2 ns (2 seeds)", or the ends of an interval that does not lie evenly around its number. */
function meanText(mean, divisor, unit) {
  const ends = mean.low === undefined ? ' ± ' + digits(mean.half / divisor, 3) : ' [' + digits(mean.low / divisor, 5) + ', ' + digits(mean.high / divisor, 5) + ']';
  const spread = mean.n > 1 ? ends : '';
  return digits(mean.mean / divisor, 5) + spread + (unit ? ' ' + unit : '') + (mean.n > 1 ? ' (' + mean.n + ' seeds)' : '');
}

/** Intervals as whiskers; data are [x, low, high]. They come and go with the series of the same name. */
function whiskers(name, data, color, dodge) {
  return {
    type: 'custom',
    name,
    data,
    silent: true,
    z: 4,
    encode: {x: 0, y: [1, 2]},
    renderItem: (params, api) => {
      const offset = dodge ? dodge(api) : 0;
      const high = api.coord([api.value(0), api.value(2)]);
      const low = api.coord([api.value(0), api.value(1)]);
      const x = high[0] + offset;
      if (Math.abs(high[1] - low[1]) < 2) {
        return null;
      }
      const style = {stroke: color, lineWidth: 1.4, fill: null};
      const line = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style});
      return {type: 'group', children: [line(x, high[1], x, low[1]), line(x - 4, high[1], x + 4, high[1]), line(x - 4, low[1], x + 4, low[1])]};
    },
  };
}

/** What the caption says of seeds. */
function seedWords() {
  return columns.get('seed').values.length > 1 ? 'Each point is the mean over the seeds, with its 95 % interval (Student’s t).' : '';
}

function sentences(...parts) {
  return parts.filter(part => part).join(' ');
}
