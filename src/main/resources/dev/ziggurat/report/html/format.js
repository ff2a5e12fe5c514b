// Numbers and units as people read them.

const BINARY = [['TiB', 2 ** 40], ['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10], ['B', 1]];
const TIMES = [['s', 1e9], ['ms', 1e6], ['µs', 1e3], ['ns', 1]];
const COUNTS = [['billions', 1e9], ['millions', 1e6], ['thousands', 1e3]];

/** The least of many numbers: as arguments of Math.min a hundred thousand would not fit on the stack. */
function smallest(numbers) {
  return numbers.reduce((least, each) => Math.min(least, each), Infinity);
}

function greatest(numbers) {
  return numbers.reduce((most, each) => Math.max(most, each), -Infinity);
}

/** A number with at most so many significant digits, groups of three apart. */
function digits(value, most) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) {
    return value.toExponential(2);
  }
  return value.toLocaleString('en-US', {maximumSignificantDigits: most || 6});
}

/** A number of the table, whole numbers in full. */
function exact(value) {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toLocaleString('en-US', {maximumSignificantDigits: 12});
}

function inUnits(value, units) {
  const size = Math.abs(value);
  const unit = units.find(each => size >= each[1] * 0.9999) || units[units.length - 1];
  return digits(value / unit[1], 4) + ' ' + unit[0];
}

/** A number with its unit, where its neighbours may be of quite another size. */
function amountOf(value, unit) {
  return unit === 'ns' ? shortly(value, TIMES) : unit === 'B' ? shortly(value, BINARY) : digits(value, 3);
}

function shortly(value, units) {
  const unit = units.find(each => Math.abs(value) >= each[1]) || units[units.length - 1];
  return digits(value / unit[1], 3) + ' ' + unit[0];
}

/** A swept amount: bytes, nanoseconds, gigahertz or a number. */
function amountText(column, amount) {
  switch (column.kind) {
    case 'SIZE': return inUnits(amount, BINARY);
    case 'TIME': return inUnits(amount, TIMES);
    default: return digits(amount, 6) + (column.unit === '%' ? ' %' : '');
  }
}

/** The unit in which numbers up to this size are easily read: {divisor, unit}. */
function readable(unit, largest) {
  const size = Math.abs(largest);
  if (unit === 'ns') {
    const found = TIMES.find(each => size >= each[1]) || TIMES[3];
    return {divisor: found[1], unit: found[0]};
  }
  if (unit === 'B') {
    const found = BINARY.find(each => size >= each[1]) || BINARY[4];
    return {divisor: found[1], unit: found[0]};
  }
  const found = size >= 1e5 && COUNTS.find(each => size >= each[1]);
  if (found) {
    return {divisor: found[1], unit: unit ? found[0] + ' of ' + unit : found[0]};
  }
  return {divisor: 1, unit};
}

/** A metric's name with its unit said once: "cores.amat (ns)". */
function metricTitle(name, unit) {
  const bare = name.replace(/_(ns|gbps|pj)$/, '');
  return unit ? bare + ' (' + unit + ')' : bare;
}

function axisTitle(column) {
  const unit = column.amounts && column.kind !== 'SIZE' && column.kind !== 'TIME' ? column.unit : '';
  return shortName(column.name) + (unit ? ' (' + unit + ')' : '');
}

function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, sign => '&#' + sign.charCodeAt(0) + ';');
}

function plural(count, word) {
  return exact(count) + ' ' + word + (count === 1 ? '' : 's');
}
