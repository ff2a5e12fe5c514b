// Puts the page together.

function startHead() {
  document.getElementById('description').textContent = Z.description;
  const seeds = columns.get('seed').values.length;
  const points = columns.get('point').values.length;
  const facts = [
    ['Machine', Z.machine || columns.get('machine').values.join(', ')],
    ['Workloads', columns.get('workload').values.join(', ')],
    ['Runs', exact(Z.runs) + (seeds > 1 ? ' (' + plural(points, 'point') + ', ' + plural(seeds, 'seed') + ')' : '')],
  ];
  if (varying.length > 0) {
    facts.push(['Varied', varying.map(column => shortName(column.name)).join(', ')]);
  }
  if (Z.warmUp && !/^(none|0 )/.test(Z.warmUp)) {
    facts.push(['Warm-up', Z.warmUp]);
  }
  facts.push(['Ziggurat', columns.get('version').values.join(', ')]);
  document.getElementById('facts').append(...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
  const failed = allRuns.filter(run => !wellEnded(run));
  if (failed.length > 0) {
    const alert = document.getElementById('alert');
    const kinds = Array.from(groupBy(failed, run => valueOf(status, run)), ([kind, runs]) => runs.length + ' ' + kind).join(', ');
    alert.textContent = plural(failed.length, 'run') + ' did not end well (' + kinds + '): in the table, but in no chart.';
    alert.hidden = false;
  }
}

function startMachine() {
  if (Z.parts.length === 0) {
    document.querySelector('nav a[href="#machine"]').remove();
    document.getElementById('machine').remove();
    return;
  }
  document.getElementById('machine-words').textContent = Z.machine + ': ' + Z.machineDescription + '.';
  const varied = Z.parts.some(part => [part.size, part.organisation, part.latency].concat(part.others).some(property => property.varied.length > 0));
  document.getElementById('drawing-words').textContent = varied ? '◆ was varied. Latencies as configured.' : 'Latencies as configured.';
  const heads = ['Part', 'Size or clock', 'Organisation', 'Latency or rate', 'Also'];
  const cell = (head, properties, named) => element('td', {'data-head': head}, ...properties.filter(property => property.text !== '').map((property, i) =>
    element('span', {class: property.varied.length ? 'varied-value' : null},
      (i > 0 ? '; ' : '') + (named && property.name ? property.name + ': ' : '') + (property.varied.length ? property.varied.join(', ') : property.text))));
  const rows = Z.parts.map(part => element('tr', {},
    element('th', {scope: 'row'}, part.title + (part.copies > 1 && !part.title.includes('×') ? ' (each core)' : '')),
    cell(heads[1], [part.size]), cell(heads[2], [part.organisation]), cell(heads[3], [part.latency]), cell(heads[4], part.others, true)));
  document.querySelector('#machine details').open = window.innerWidth > 900;
  document.getElementById('parts').append(
    element('caption', {class: 'hidden'}, 'Parts of the machine'),
    element('thead', {}, element('tr', {}, ...heads.map(head => element('th', {scope: 'col'}, head)))),
    element('tbody', {}, ...rows));
  document.getElementById('machine-export').addEventListener('click', () => saveText(Z.title + '-machine.svg', 'image/svg+xml', machineSvg()));
}

/** The diagram with its colours written into it, light, for other programs. */
function machineSvg() {
  const drawing = document.getElementById('machine-svg');
  const before = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = 'light';
  const copy = drawing.cloneNode(true);
  const originals = drawing.querySelectorAll('rect, text, line');
  copy.querySelectorAll('rect, text, line').forEach((each, i) => {
    const style = getComputedStyle(originals[i]);
    ['fill', 'stroke', 'stroke-width'].concat(each.tagName === 'text' ? ['font-size', 'font-weight', 'text-anchor'] : [])
      .forEach(name => each.setAttribute(name, style.getPropertyValue(name)));
    each.removeAttribute('class');
  });
  copy.setAttribute('font-family', FONT);
  document.documentElement.dataset.theme = before;
  return new XMLSerializer().serializeToString(copy);
}

function startOrigin() {
  const rows = [['Version', columns.get('version').values.join(', ')]];
  if (Z.manifest.commit) {
    rows.push(['Commit', Z.manifest.commit + (Z.manifest.dirty === 'true' ? ' (with changes)' : '')]);
  }
  (Z.manifest.sessions || []).forEach(session => {
    rows.push(['Session', session.started + ' to ' + session.ended + ': ' + plural(session.runs, 'run') + ' on ' + session.host + ', ' + session.system + ', JDK ' + session.jdk]);
    rows.push(['Command', 'ziggurat ' + session.arguments.join(' ')]);
  });
  const kept = Array.from(metrics.values()).filter(metric => !metric.derived && !metric.ofMix).length;
  rows.push(['Numbers', Z.known === 0
    ? 'The folder has no statistics.csv: the page knows the ' + plural(kept, 'metric') + ' of results.csv.'
    : 'statistics.csv has ' + plural(Z.known, 'metric') + ' a run, of which ' + exact(Z.telling) + ' tell something here (they differ between runs, or belong to a book or a distribution); '
      + 'the page has ' + exact(kept) + ' of them.']);
  document.getElementById('origin').append(element('div', {class: 'card scroll', tabIndex: 0, role: 'region', 'aria-label': 'Origin'}, element('table', {},
    element('caption', {class: 'hidden'}, 'Origin of the results'),
    element('tbody', {}, ...rows.map(([name, value]) => element('tr', {}, element('th', {scope: 'row'}, name), element('td', {}, value)))))));
  document.getElementById('resolved').hidden = document.querySelector('#resolved pre').textContent === '';
}

startTheme();
startHead();
startMachine();
startFilters();
const runTable = new RunTable();
if (metrics.size > 0) {
  [lineCard, compareCard, stackCard, heatCard, distributionCard, timeCard, missRatioCard, bandwidthLatencyCard, paretoCard].forEach(make => make());
}
const halves = figures.filter(figure => !figure.spec.whole);
if (halves.length % 2 === 1) {
  halves[halves.length - 1].root.classList.add('whole');
}
startOrigin();
const updateCharts = () => figures.forEach(figure => figure.update());
filterListeners.push(updateCharts);
themeListeners.push(updateCharts);
updateCharts();
