// Several seeds become a mean and its interval; what else varies becomes series or is held fixed.

/** The mean over runs, with half the width of its 95 % interval (Student's t) where there are several: {n, mean, half}; null without values. */
function meanOf(runs, valueAt) {
  const values = runs.map(valueAt).filter(value => value !== null && value !== undefined);
  const n = values.length;
  if (n === 0) {
    return null;
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) {
    return {n, mean, half: 0};
  }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {n, mean, half: Z.t95[n - 2] * Math.sqrt(squares / (n - 1) / n)};
}

/** Runs by a key of each, in the order of their first. */
function groupBy(runs, keyOf) {
  const groups = new Map();
  runs.forEach(run => {
    const key = keyOf(run);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(run);
  });
  return groups;
}

/** A number alone would not say of what. */
function seriesText(column, run) {
  const text = textOf(column, run);
  return column.amounts ? column.name.slice(column.name.lastIndexOf('.') + 1) + ' ' + text : text;
}

/** Runs by the code of a column, each looked at once: at(code) has the runs of a value. */
function byCode(runs, column) {
  const groups = groupBy(runs, run => column.codes[run]);
  return {at: code => groups.get(code) || []};
}

const EVERYTHING_ELSE = ' all';
const NOTHING = ' none';

/** More lines than this are not drawn together before the reader asks for them. */
const MOST_SERIES = 8;

/**
 * Who plays which part in a chart: roles such as x take a column each, `series` takes one, all that is left, or none, and what then is left is held at
 * one value. `onChange` is called after each choice of the reader; `box` has the lists to choose from. Without how.series there are no series, without
 * how.hold nothing is held.
 */
class Roles {
  constructor(roles, start, onChange, how) {
    this.how = Object.assign({series: true, hold: true}, how);
    this.roles = roles;
    this.onChange = onChange;
    this.fixed = new Map();
    this.box = element('div', {class: 'controls'});
    const taken = new Set();
    roles.forEach(role => {
      const wanted = columns.get(start[role.name]);
      const column = wanted && varying.includes(wanted) ? wanted : varying.find(each => !taken.has(each) && role.suits(each))
        || varying.find(each => !taken.has(each));
      this[role.name] = column || columns.get('workload');
      taken.add(this[role.name]);
    });
    this.series = start.series || EVERYTHING_ELSE;
    if (!this.how.series) {
      this.series = NOTHING;
    } else if (!start.series && this.combinations() > MOST_SERIES) {
      this.series = this.free().reduce((most, each) => (each.values.length <= MOST_SERIES
        && (most === null || each.values.length > most.values.length) ? each : most), null)?.name || NOTHING;
    }
    this.build();
  }

  /** The columns that no role has taken. */
  free() {
    const taken = this.roles.map(role => this[role.name]);
    return varying.filter(column => !taken.includes(column));
  }

  combinations() {
    return this.free().reduce((product, column) => product * column.values.length, 1);
  }

  seriesColumns() {
    return this.series === EVERYTHING_ELSE ? this.free() : this.free().filter(column => column.name === this.series);
  }

  /** The columns that are held at one value. */
  held() {
    return this.how.hold ? this.free().filter(column => !this.seriesColumns().includes(column)) : [];
  }

  /** Makes the lists anew; the one that has the focus keeps it. */
  build() {
    const focused = this.box.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
    this.fill();
    const again = focused && Array.from(this.box.querySelectorAll('select')).find(list => list.getAttribute('aria-label') === focused);
    if (again) {
      again.focus();
    }
  }

  fill() {
    this.box.replaceChildren();
    const names = varying.map(column => [column.name, shortName(column.name)]);
    if (varying.length > 1) {
      this.roles.forEach(role => this.box.append(choice(role.label, names, this[role.name].name, name => this.take(role, name))));
    }
    if (this.how.series && this.free().length > 0) {
      const options = this.free().map(column => [column.name, shortName(column.name)]);
      if (this.free().length > 1) {
        options.unshift([EVERYTHING_ELSE, 'all that vary']);
      }
      options.push([NOTHING, 'none']);
      const value = this.free().length === 1 && this.series === EVERYTHING_ELSE ? this.free()[0].name : this.series;
      this.box.append(choice('Series', options, value, name => {
        this.series = name;
        this.changed();
      }));
    }
    this.held().forEach(column => {
      const codes = shownCodes(column);
      const code = codes.includes(this.fixed.get(column.name)) ? this.fixed.get(column.name) : codes[0];
      this.fixed.set(column.name, code);
      this.box.append(choice(shortName(column.name) + ' at', codes.map(each => [String(each), column.texts[each]]), String(code), value => {
        this.fixed.set(column.name, Number(value));
        this.onChange();
      }));
    });
  }

  /** A column that another role has is exchanged for the one that this role had. */
  take(role, name) {
    const other = this.roles.find(each => each !== role && this[each.name].name === name);
    if (other) {
      this[other.name] = this[role.name];
    }
    this[role.name] = columns.get(name);
    this.changed();
  }

  changed() {
    if (this.how.series && this.series !== EVERYTHING_ELSE && this.series !== NOTHING && !this.free().some(column => column.name === this.series)) {
      this.series = EVERYTHING_ELSE;
    }
    this.build();
    this.onChange();
  }

  /** The runs to be drawn. */
  runs() {
    const held = this.held();
    return shownRuns().filter(run => wellEnded(run) && held.every(column => column.codes[run] === this.fixed.get(column.name)));
  }

  /** The runs to be drawn by series: [{name, runs}]. */
  bySeries() {
    const parts = this.seriesColumns();
    const groups = groupBy(this.runs(), run => parts.map(column => seriesText(column, run)).join(', '));
    return Array.from(groups, ([name, runs]) => ({name, runs}));
  }

  /** What is held fixed, in words. */
  heldWords() {
    return this.held().map(column => shortName(column.name) + ' = ' + column.texts[this.fixed.get(column.name)]).join(', ');
  }
}
