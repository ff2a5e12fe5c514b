// Small pieces of the page.

function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  Object.entries(properties || {}).forEach(([key, value]) => {
    if (value === null || value === undefined || value === false) {
      return;
    }
    if (key === 'class') {
      made.className = value;
    } else if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (key in made && typeof value !== 'string') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  });
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** A labelled list to choose from; options are [value, text] or [value, text, group]. */
function choice(label, options, value, onChange) {
  const select = element('select', {'aria-label': label, onchange: () => onChange(select.value)});
  const groups = new Map();
  options.forEach(([key, text, group]) => {
    const option = element('option', {value: key}, text);
    option.selected = key === value;
    if (!group) {
      select.append(option);
      return;
    }
    if (!groups.has(group)) {
      groups.set(group, element('optgroup', {label: group}));
      select.append(groups.get(group));
    }
    groups.get(group).append(option);
  });
  return element('label', {}, label, select);
}

/** A list of metrics; those that the sweep asked for stand first, the others by their component. */
function metricChoice(label, value, onChange) {
  const options = metricNames().map(name => {
    const metric = metrics.get(name);
    const group = metric.ofMix ? 'of the mix' : metric.asked ? 'asked for by the sweep' : metric.derived ? 'derived' : name.slice(0, name.lastIndexOf('.'));
    return [name, name, group];
  });
  return choice(label, options, value, onChange);
}

/** Hands a text to the reader as a file. */
function saveText(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = element('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  announce(name + ' saved');
}

function announce(text) {
  document.getElementById('status').textContent = text;
}

/** A table of a chart's numbers: column heads and rows of texts or numbers. */
function plainTable(caption, heads, rows) {
  const cell = value => (typeof value === 'number'
    ? element('td', {class: 'number'}, digits(value, 6))
    : element('td', {}, value === null || value === undefined ? '' : String(value)));
  return element('table', {},
    element('caption', {class: 'hidden'}, caption),
    element('thead', {}, element('tr', {}, ...heads.map((head, i) =>
      element('th', {scope: 'col', class: rows.length && typeof rows[0][i] === 'number' ? 'number' : null}, head)))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cell)))));
}
