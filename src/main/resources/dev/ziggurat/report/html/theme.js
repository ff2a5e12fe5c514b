// Light and dark. The system decides until the reader does.

const PALETTES = {
  light: {
    ink: '#1f1d1a', soft: '#5c5750', line: '#cfc8bf', grid: '#ebe6df', card: '#ffffff', accent: '#a2451c', other: '#b9b3ab',
    lines: ['#0072b2', '#d55e00', '#009e73', '#aa4499', '#b07d00', '#3c3c9e', '#56a3d9', '#6b6b6b'],
    areas: ['#0072b2', '#e8c547', '#009e73', '#e07b39', '#6db7e8', '#aa4499', '#44aa99', '#332288', '#d98cb3', '#882255', '#8a8d3a', '#555555'],
  },
  dark: {
    ink: '#f0ebe4', soft: '#b3aba0', line: '#57504a', grid: '#332e29', card: '#201d1a', accent: '#f0996b', other: '#77706a',
    lines: ['#5db8f2', '#ff9257', '#35c99a', '#e090d6', '#e5b83c', '#a6a6ff', '#a7d8f7', '#c9c4bd'],
    areas: ['#3d9be0', '#e8c547', '#22a87e', '#e8854a', '#8fcbf2', '#c76ab8', '#6cc7b8', '#8f84e0', '#e3a5c3', '#c25583', '#a9ac55', '#a09a93'],
  },
};

/** From few to much; even in brightness (viridis). */
const HEAT = ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725'];

/** The last two are a triangle that stands on its tip, and a cross. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M0,0L10,0L5,9Z', 'path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z'];

/** Lines that lie on each other are both seen, and all are told apart in black and white. */
const DASHES = ['solid', [8, 4], [3, 3], [10, 3, 2, 3]];
const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
let chosenTheme = null;
const themeListeners = [];

function themeName() {
  return chosenTheme || (systemDark.matches ? 'dark' : 'light');
}

function applyTheme() {
  document.documentElement.dataset.theme = themeName();
  const button = document.getElementById('theme');
  button.textContent = themeName() === 'dark' ? 'Light' : 'Dark';
  button.setAttribute('aria-label', 'Change to the ' + (themeName() === 'dark' ? 'light' : 'dark') + ' colours');
  themeListeners.forEach(listener => listener());
}

function startTheme() {
  document.getElementById('theme').addEventListener('click', () => {
    chosenTheme = themeName() === 'dark' ? 'light' : 'dark';
    applyTheme();
  });
  systemDark.addEventListener('change', applyTheme);
  applyTheme();
}

/** The look of the i-th series: colour, symbol and dashes change together. */
function seriesStyle(palette, i) {
  const round = Math.floor(i / palette.lines.length);
  return {
    color: palette.lines[i % palette.lines.length],
    symbol: SYMBOLS[(i + round) % SYMBOLS.length],
    dash: DASHES[(i + round) % DASHES.length],
  };
}
