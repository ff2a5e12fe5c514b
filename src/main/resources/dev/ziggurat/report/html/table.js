// All runs, or the means of each point, to search, sort and take along.

const PAGE_SIZES = [25, 50, 100, 500];

class RunTable {
  constructor() {
    this.search = '';
    this.by = null;
    this.descending = false;
    this.page = 0;
    this.size = 50;
    this.seeds = columns.get('seed').values.length > 1;
    this.means = this.seeds;
    this.head = element('thead');
    this.body = element('tbody');
    this.count = element('span', {id: 'table-count', 'aria-live': 'polite'});
    this.back = element('button', {type: 'button', onclick: () => this.turn(-1)}, 'Previous');
    this.on = element('button', {type: 'button', onclick: () => this.turn(1)}, 'Next');
    document.getElementById('runs').append(this.bar(),
      element('div', {class: 'card grid', tabIndex: 0, role: 'region', 'aria-label': 'Runs'},
        element('table', {id: 'run-table'}, element('caption', {class: 'hidden'}, 'Runs; the heads of the columns sort'), this.head, this.body)),
      element('div', {class: 'pages'}, this.back, this.on, this.count));
    filterListeners.push(() => this.restart());
    this.restart();
  }

  bar() {
    const search = element('input', {type: 'search', id: 'search', autocomplete: 'off', placeholder: 'lru "4 MiB"', oninput: event => {
      this.search = event.target.value;
      this.restart();
    }});
    const bar = element('div', {class: 'table-bar'}, element('label', {}, 'Search: all words and "phrases" must occur', search));
    if (this.seeds) {
      bar.append(choice('Rows', [['means', 'points: means over seeds'], ['runs', 'single runs']], 'means', value => {
        this.means = value === 'means';
        this.by = null;
        this.restart();
      }));
    }
    bar.append(choice('Rows a page', PAGE_SIZES.map(size => [String(size), String(size)]), String(this.size), value => {
      this.size = Number(value);
      this.restart();
    }), element('button', {type: 'button', id: 'save-csv', onclick: () => this.saveCsv()}, 'Save these rows as CSV'));
    return bar;
  }

  /** The columns: {name, unit, number, cell(row) -> {text, key, spread}}. A row is a list of runs. */
  layout() {
    const words = name => {
      const column = columns.get(name);
      return {name, cell: row => {
        const code = column.codes[row[0]];
        const text = column.values[code];
        return {text, key: column.amounts ? column.amounts[code] : name === 'run' || name === 'point' || name === 'seed' ? Number(text) : text};
      }};
    };
    const asked = Array.from(metrics.values()).filter(metric => metric.asked);
    const first = this.means ? ['point'] : ['run', 'point'];
    const fixed = first.concat(varying.map(column => column.name), this.means ? [] : ['seed'], ['status']);
    if (!fixed.includes('workload')) {
      fixed.splice(first.length, 0, 'workload');
    }
    return fixed.map(words).concat(asked.map(metric => ({name: metric.name, unit: metric.unit, number: true, cell: row => {
      const mean = meanOf(row, run => metricValue(metric.name, run));
      return mean ? {text: this.means ? digits(mean.mean, 6) : exact(mean.mean), key: mean.mean, spread: mean.n > 1 ? mean.half : null} : {text: '', key: null};
    }})));
  }

  restart() {
    this.page = 0;
    this.columns = this.layout();
    const words = (this.search.toLowerCase().match(/"[^"]*"?|[^\s"]+/g) || []).map(word => word.replace(/"/g, '')).filter(word => word);
    let rows = shownRuns().map(run => [run]);
    if (this.means) {
      rows = Array.from(groupBy(shownRuns(), run => valueOf(columns.get('point'), run) + (wellEnded(run) ? '' : ' ' + run)).values());
    }
    if (words.length > 0) {
      rows = rows.filter(row => {
        const text = this.columns.map(column => column.cell(row).text).join('  ').toLowerCase();
        return words.every(word => text.includes(word));
      });
    }
    this.rows = rows;
    this.sort();
    this.show();
  }

  sort() {
    const column = this.columns.find(each => each.name === this.by);
    if (!column) {
      return;
    }
    const sign = this.descending ? -1 : 1;
    const keyed = this.rows.map((row, i) => ({row, i, key: column.cell(row).key}));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.i - b.i;
      }
      const order = typeof a.key === 'number' ? a.key - b.key : String(a.key).localeCompare(String(b.key), 'en', {numeric: true});
      return sign * order || a.i - b.i;
    });
    this.rows = keyed.map(each => each.row);
  }

  sortBy(name) {
    this.descending = this.by === name ? !this.descending : false;
    this.by = name;
    this.page = 0;
    this.sort();
    this.show();
    announce('Sorted by ' + name + (this.descending ? ', falling' : ', rising'));
  }

  turn(by) {
    this.page += by;
    this.show();
  }

  show() {
    const focused = document.activeElement && this.head.contains(document.activeElement) ? document.activeElement.dataset.column : null;
    this.head.replaceChildren(element('tr', {}, ...this.columns.map(column => this.headCell(column))));
    const again = focused && this.head.querySelector('[data-column="' + CSS.escape(focused) + '"]');
    if (again) {
      again.focus();
    }
    const from = this.page * this.size;
    const page = this.rows.slice(from, from + this.size);
    this.body.replaceChildren(...page.map(row => element('tr', {}, ...this.columns.map(column => this.cell(column, row)))));
    const what = this.means ? 'point' : 'run';
    this.count.textContent = this.rows.length === 0
      ? 'No ' + what + ' fits.'
      : 'Rows ' + exact(from + 1) + ' to ' + exact(from + page.length) + ' of ' + exact(this.rows.length);
    this.back.disabled = this.page === 0;
    this.on.disabled = from + this.size >= this.rows.length;
  }

  headCell(column) {
    const sorted = this.by === column.name ? (this.descending ? 'descending' : 'ascending') : 'none';
    return element('th', {scope: 'col', 'aria-sort': sorted, class: column.number ? 'number' : null},
      element('button', {type: 'button', 'data-column': column.name, onclick: () => this.sortBy(column.name)},
        element('span', {class: 'name'}, shortName(column.name)), column.unit ? element('span', {class: 'unit'}, column.unit) : null));
  }

  cell(column, row) {
    const cell = column.cell(row);
    const bad = column.name === 'status' && !wellEnded(row[0]);
    const made = element('td', {class: column.number ? 'number' : bad ? 'failed' : null, title: cell.text.length > 40 ? cell.text : null}, cell.text);
    if (cell.spread) {
      made.append(element('span', {class: 'spread'}, ' ± ' + digits(cell.spread, 2)));
    }
    return made;
  }

  saveCsv() {
    const field = text => (/[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
    const text = number => (number === null ? '' : String(number));
    // A number in full, and of a mean the half width of its interval beside it; a size as it is written.
    const cells = (column, row) => {
      const cell = column.cell(row);
      return column.number ? [text(cell.key)].concat(this.means ? [text(cell.spread ?? null)] : []) : [cell.text];
    };
    const lines = [this.columns.flatMap(column => [column.name].concat(column.number && this.means ? [column.name + ' ±'] : []))]
      .concat(this.rows.map(row => this.columns.flatMap(column => cells(column, row))));
    saveText(Z.title + '-rows.csv', 'text/csv', lines.map(line => line.map(field).join(',')).join('\n') + '\n');
  }
}
