// A card with a chart: its controls, its picture, its numbers as a table, and the picture as a file.

const EXPORT_SIZE = {width: 900, height: 560};

/** A picture with more marks is drawn on a canvas; the file is SVG all the same. */
const MOST_SVG_MARKS = 3000;

const figures = [];

/**
 * @param spec {id, title, whole, controls: elements, draw(view)}. draw gets {width, height, palette} and returns {option, title, caption, heads, rows,
 * marks}, or {empty: why there is nothing to draw}.
 */
class ChartCard {
  constructor(spec) {
    this.spec = spec;
    this.chart = null;
    this.heading = element('h3', {id: spec.id + '-heading'}, spec.title);
    this.picture = element('div', {class: 'chart', id: spec.id + '-chart'});
    this.caption = element('figcaption', {class: 'caption'});
    this.none = element('p', {class: 'empty', hidden: true});
    this.numbers = element('div', {class: 'chart-data', tabIndex: 0, role: 'region', 'aria-label': spec.title + ', as a table', hidden: true});
    this.showNumbers = element('button', {type: 'button', class: 'quiet', 'aria-expanded': 'false', onclick: () => this.toggleNumbers()}, 'Numbers');
    this.save = element('button', {type: 'button', class: 'quiet', onclick: () => this.exportSvg()}, 'Save SVG');
    this.root = element('figure', {class: 'card chart-card' + (spec.whole ? ' whole' : ''), id: spec.id, 'aria-labelledby': spec.id + '-heading'},
      element('div', {class: 'bar'}, this.heading, element('div', {class: 'actions'}, this.showNumbers, this.save)),
      element('div', {class: 'controls'}, ...spec.controls.filter(each => each)), this.none, this.picture, this.caption, this.numbers);
    document.getElementById('cards').append(this.root);
    this.width = 0;
    new ResizeObserver(() => {
      if (this.chart && Math.abs(this.picture.clientWidth - this.width) > 1) {
        this.update();
      }
    }).observe(this.picture);
    figures.push(this);
  }

  update() {
    this.width = this.picture.clientWidth || 600;
    const drawn = this.spec.draw({width: this.width, height: this.picture.clientHeight || 420, palette: PALETTES[themeName()]});
    this.none.hidden = !drawn.empty;
    this.none.textContent = drawn.empty || '';
    this.picture.hidden = this.caption.hidden = Boolean(drawn.empty);
    this.save.disabled = this.showNumbers.disabled = Boolean(drawn.empty);
    this.drawn = drawn;
    if (drawn.empty) {
      this.numbers.hidden = true;
      return;
    }
    this.heading.replaceChildren(...breakable(drawn.title));
    this.caption.textContent = drawn.caption || '';
    if (drawn.height) {
      this.picture.style.height = drawn.height + 'px';
    }
    this.show(drawn);
    this.fillNumbers();
  }

  show(drawn) {
    const renderer = drawn.marks > MOST_SVG_MARKS ? 'canvas' : 'svg';
    if (this.chart && this.renderer !== renderer) {
      this.chart.dispose();
      this.chart = null;
    }
    if (!this.chart) {
      this.renderer = renderer;
      this.chart = echarts.init(this.picture, null, {renderer});
    }
    this.chart.resize();
    this.chart.setOption(withLook(drawn.option, PALETTES[themeName()], describe(drawn)), true);
  }

  toggleNumbers() {
    this.numbers.hidden = !this.numbers.hidden;
    this.showNumbers.setAttribute('aria-expanded', String(!this.numbers.hidden));
    this.fillNumbers();
  }

  fillNumbers() {
    if (!this.numbers.hidden) {
      this.numbers.replaceChildren(plainTable(this.drawn.title, this.drawn.heads, this.drawn.rows));
    }
  }

  /** The picture in the light colours and at a size of its own, whatever the window: for papers. */
  svg() {
    const palette = PALETTES.light;
    const drawn = this.spec.draw({width: EXPORT_SIZE.width, height: EXPORT_SIZE.height - 36, palette});
    const option = withLook(drawn.option, palette, '');
    option.aria = {enabled: false};
    option.backgroundColor = '#ffffff';
    moveDown(option, 36);
    option.title = [].concat(option.title || [], {text: drawn.title, left: 12, top: 12, textStyle: {fontSize: 16, color: palette.ink, fontFamily: FONT}});
    const height = Math.max(EXPORT_SIZE.height, (drawn.height || 0) + 36);
    const apart = element('div');
    const chart = echarts.init(apart, null, {renderer: 'svg', width: EXPORT_SIZE.width, height});
    chart.setOption(option);
    const text = asFile(apart.querySelector('svg'), drawn);
    chart.dispose();
    return text;
  }

  exportSvg() {
    saveText(Z.title + '-' + this.spec.id + '.svg', 'image/svg+xml', this.svg());
  }
}

/** Long names may break behind their dots and underscores. */
function breakable(text) {
  return text.split(/(?<=[._])/).flatMap(part => [part, element('wbr')]);
}

/** What a screen reader says of a picture; the numbers are one button away. */
function describe(drawn) {
  return 'Chart: ' + drawn.title + '. ' + (drawn.caption || '') + ' The button Numbers shows its ' + plural(drawn.rows.length, 'number') + ' as a table.';
}

/** The picture as a document of its own. ECharts' own text of it would not escape names. */
function asFile(svg, drawn) {
  ['desc', 'title'].forEach(tag => {
    const words = document.createElementNS('http://www.w3.org/2000/svg', tag);
    words.textContent = tag === 'title' ? drawn.title : drawn.caption || '';
    svg.prepend(words);
  });
  return new XMLSerializer().serializeToString(svg);
}

function withLook(option, palette, description) {
  return Object.assign({
    animation: false,
    textStyle: {fontFamily: FONT, color: palette.ink, fontSize: 12},
    color: palette.lines,
    aria: {enabled: true, label: {description}},
  }, option);
}

function moveDown(option, by) {
  ['grid', 'legend', 'title'].forEach(kind => {
    [].concat(option[kind] || []).forEach(part => {
      if (typeof part.top === 'number') {
        part.top += by;
      }
    });
  });
}
