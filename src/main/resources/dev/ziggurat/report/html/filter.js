// Which runs are shown. The same choice holds for all charts and the table.

/** By column name, the codes that are left out. */
const leftOut = new Map();
const filterListeners = [];

function filterColumns() {
  const seed = columns.get('seed');
  return varying.concat(seed.values.length > 1 ? [seed] : [], status.values.length > 1 ? [status] : []);
}

function isShown(run) {
  for (const [name, codes] of leftOut) {
    if (codes.has(columns.get(name).codes[run])) {
      return false;
    }
  }
  return true;
}

function shownRuns() {
  return allRuns.filter(isShown);
}

/** The codes of a column that are shown, in the order of drawing. */
function shownCodes(column) {
  const out = leftOut.get(column.name);
  return codesInOrder(column).filter(code => !out || !out.has(code));
}

function filterChanged() {
  filterListeners.forEach(listener => listener());
  announce(plural(shownRuns().length, 'run') + ' shown');
}

function startFilters() {
  Z.start.where.forEach(([name, value]) => {
    const column = columns.get(name);
    leftOut.set(name, new Set(codesInOrder(column).filter(code => column.values[code] !== value)));
  });
  const group = document.getElementById('filters');
  filterColumns().forEach(column => group.append(filterOf(column)));
  group.hidden = filterColumns().length === 0;
  document.addEventListener('click', event => group.querySelectorAll('details[open]').forEach(open => {
    if (!open.contains(event.target)) {
      open.open = false;
    }
  }));
  group.addEventListener('keydown', event => {
    const open = event.target.closest('details[open]');
    if (event.key === 'Escape' && open) {
      open.open = false;
      open.querySelector('summary').focus();
    }
  });
}

function filterOf(column) {
  const summary = element('summary', {});
  const boxes = codesInOrder(column).map(code => element('input', {
    type: 'checkbox',
    checked: shownCodes(column).includes(code),
    onchange: event => set(new Set([code]), event.target.checked),
  }));
  const details = element('details', {'data-column': column.name}, summary,
    element('div', {class: 'choices', role: 'group', 'aria-label': 'Values of ' + column.name},
      element('div', {class: 'both'},
        element('button', {type: 'button', class: 'quiet', onclick: () => setAll(true)}, 'All'),
        element('button', {type: 'button', class: 'quiet', onclick: () => setAll(false)}, 'None')),
      ...codesInOrder(column).map((code, i) => element('label', {}, boxes[i], column.texts[code]))));

  function set(codes, shown) {
    const out = leftOut.get(column.name) || new Set();
    codes.forEach(code => (shown ? out.delete(code) : out.add(code)));
    leftOut.set(column.name, out);
    tell();
    filterChanged();
  }

  function setAll(shown) {
    boxes.forEach(box => { box.checked = shown; });
    set(new Set(codesInOrder(column)), shown);
  }

  function tell() {
    const count = shownCodes(column).length;
    const all = count === column.values.length;
    details.toggleAttribute('data-some', !all);
    const words = all ? 'all' : count === 1 ? column.texts[shownCodes(column)[0]] : count + ' of ' + column.values.length;
    summary.textContent = shortName(column.name) + ': ' + words;
  }

  tell();
  return details;
}
