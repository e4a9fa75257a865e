/**
 * The import rules of the repository. A room is a folder or a single file with its own rules; for a path in several rooms,
 * the one with the longest path applies. A package that no room lists may not be imported anywhere: whoever adds a
 * dependency must decide where it may run.
 */
export type Room = {
  folder: string;
  /** Folders and files that it may import. */
  imports: string[];
  /** Packages that it may import; 'node:' stands for all modules of Node itself. */
  packages: string[];
  /** Patterns that its code must not contain, each with the reason. */
  forbidden: { pattern: RegExp; why: string }[];
};

const noSql = {
  pattern: /\.(prepare|pragma)\s*\(|\b(SELECT\s+[\w*,\s.]+\s+FROM|INSERT\s+INTO|DELETE\s+FROM)\b/,
  why: 'only electron/city/store may contain SQL',
};
/** A hall's exchange database is read and never changed. */
const noChanges = {
  pattern: /\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\S+\s+SET|DROP\s+\w+|ALTER\s+\w+|CREATE\s+\w+)\b/,
  why: 'an exchange database (中间库) is only read',
};
/** Types only: a database that is opened past the driver would be opened without its key. */
const noDriver = {
  pattern: /\bimport (?!type\b)[^;]*from 'better-sqlite3|'better-sqlite3-multiple-ciphers'/,
  why: 'only electron/city/store/driver.ts may load an SQLite',
};
const noFetch = {
  pattern: /(?<![\w.])(fetch|XMLHttpRequest|EventSource|WebSocket)\s*\(/,
  why: 'only renderer/live may send requests to the service',
};
const noKeys = {
  pattern: /(?:\bqueryKey:|QueryData\()\s*\[\s*['"`]/,
  why: 'answers are cached under the URL of their request: take the key from routeQuery()',
};
const noHtml = {
  pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=/,
  why: 'data must not be inserted as HTML',
};
const noControls = {
  pattern: /(<|createElement\(\s*['"`])(button|input|select|textarea|dialog|details)(?=[\s>/'"`])/,
  why: 'only renderer/ui/kit holds native controls: use a control of the kit',
};
/** A window shows errors in its own language; an error's `message` is always Chinese. */
const noMessage = {
  pattern: /\b(?:error|reason)\??\.message\b/,
  why: 'read an error through useErrorText or useSentErrorText, in the language of the window',
};
/** Forbidden in all rooms of the renderer; `live` may send requests, and the kit may hold native controls. */
const forbiddenInWindows = [noFetch, noHtml, noKeys, noControls, noMessage];

const ui = ['react', 'react-dom', '@tanstack/react-query', 'zustand', 'tinykeys', 'zod'];

/**
 * The floors (layers) of the renderer, lowest first. A floor may import itself and the floors below it. A window or a
 * feature may also import the features that its entry names.
 */
const floors = ['renderer/base', 'renderer/live', 'renderer/ui', 'renderer/map'];
const upTo = (floor: string): string[] => ['shared', ...floors.slice(0, floors.indexOf(floor) + 1)];
const feature = (name: string, others: string[]): Room => ({
  folder: `renderer/features/${name}`,
  imports: [
    ...upTo('renderer/map'),
    `renderer/features/${name}`,
    ...others.map((other) => `renderer/features/${other}`),
  ],
  packages: ui,
  forbidden: forbiddenInWindows,
});
const windowRoom = (role: string, features: string[]): Room => ({
  folder: `renderer/windows/${role}`,
  imports: [
    ...upTo('renderer/map'),
    `renderer/windows/${role}`,
    ...features.map((name) => `renderer/features/${name}`),
  ],
  packages: ui,
  forbidden: forbiddenInWindows,
});

/** A folder of pure code, and the other folders of `shared` that it may import. */
const pureRoom = (name: string, others: string[]): Room => ({
  folder: `shared/${name}`,
  imports: [name, ...others].map((other) => `shared/${other}`),
  packages: ['zod'],
  forbidden: [noSql],
});

/** A part of the service. It may import `shared`, the ports, and the parts listed in `others`. */
const cityRoom = (name: string, others: string[], packages: string[]): Room => ({
  folder: `electron/city/${name}`,
  imports: ['shared', ...['ports.ts', name, ...others].map((other) => `electron/city/${other}`)],
  packages: ['node:', 'zod', ...packages],
  forbidden: [noSql],
});

export const rooms: Room[] = [
  pureRoom('contract', []),
  pureRoom('errors', ['contract', 'evidence']),
  pureRoom('text', []),
  pureRoom('encryption', []),
  pureRoom('evidence', []),
  pureRoom('layout', ['contract']),
  pureRoom('journal', []),
  pureRoom('legibility', []),
  pureRoom('privacy', []),
  pureRoom('time', ['contract', 'errors']),
  { ...pureRoom('geo', ['contract']), packages: ['zod', 'gcoord'] },
  pureRoom('presenter', ['contract']),
  pureRoom('source', ['contract']),
  pureRoom('pack', ['assessment', 'contract', 'geo', 'text', 'time']),
  pureRoom('calendar', ['contract', 'errors', 'journal', 'pack', 'time']),
  pureRoom('case', ['contract', 'errors', 'pack', 'text', 'time']),
  pureRoom('handover', ['contract', 'errors', 'journal', 'pack', 'time']),
  pureRoom('document', ['contract', 'assessment']),
  pureRoom('meeting', ['contract', 'errors', 'journal', 'pack', 'time']),
  pureRoom('assessment', ['contract', 'errors', 'journal', 'pack', 'time']),
  pureRoom('outbox', ['contract', 'privacy', 'time', 'whistle']),
  pureRoom('people', ['contract']),
  pureRoom('order', ['contract', 'errors', 'journal', 'pack', 'people', 'time']),
  pureRoom('whistle', ['contract', 'errors', 'journal', 'pack', 'people', 'time']),

  cityRoom('ports.ts', [], []),
  cityRoom('log', [], ['pino']),
  cityRoom('clock', [], []),
  cityRoom('packs', [], []),
  cityRoom('secrets', [], []),
  { ...cityRoom('store', [], ['better-sqlite3']), forbidden: [noDriver] },
  {
    ...cityRoom('store/driver.ts', ['store'], ['better-sqlite3', 'better-sqlite3-multiple-ciphers']),
    forbidden: [],
  },
  cityRoom('columns', ['store/columnReader.ts', 'store/encryption/key.ts', 'privacy/wallText.ts'], []),
  cityRoom('sync', [], ['csv-parse', 'fast-xml-parser', 'hucre', '@e965/xlsx', 'proj4']),
  // Base maps (底图): files of tiles, and tile servers asked by the rules of upstreams.
  cityRoom(
    'basemaps',
    ['store/settingsList.ts', 'store/mbtiles.ts', 'sync/http', 'sync/adapter.ts'],
    ['pmtiles', 'fast-xml-parser'],
  ),
  // The hall's own layers (自有图层): files of features, read with what reads lists.
  cityRoom(
    'layers',
    ['store/settingsList.ts', 'sync/file', 'sync/normalise', 'sync/parse', 'sync/adapter.ts'],
    [],
  ),
  { ...cityRoom('sync/exchange', ['sync'], ['pg', 'mysql2']), forbidden: [noChanges] },
  cityRoom('people', ['store', 'journal/serialQueue.ts'], []),
  cityRoom('privacy', ['store', 'people'], []),
  cityRoom('journal', ['store'], []),
  cityRoom('whistles', ['store', 'journal'], []),
  cityRoom('whistles/preview', ['store', 'journal', 'whistles'], ['libheif-js', 'jpeg-js']),
  cityRoom('outbox', ['store', 'sync', 'people'], []),
  // Documents (公文): Word and Excel files and pages to print, from plain data.
  cityRoom('documents', ['privacy/wallText.ts'], ['docx', 'fast-xml-parser', 'fflate', 'hucre']),
  cityRoom('anchor', ['store'], []),
  cityRoom('calendar', ['journal'], []),
  cityRoom('assessments', ['store', 'journal'], []),
  cityRoom('handover', ['store', 'journal', 'people', 'whistles'], []),
  cityRoom('orders', ['store', 'journal', 'people', 'privacy'], []),
  cityRoom('meetings', ['store', 'journal', 'orders', 'people', 'privacy', 'whistles'], []),
  cityRoom(
    'api',
    [
      ...['anchor', 'basemaps', 'calendar', 'clock', 'people', 'privacy', 'journal', 'whistles', 'handover'],
      ...['layers', 'meetings', 'orders', 'outbox'],
      ...[
        'anchor',
        'assessments',
        'basemaps',
        'calendar',
        'clock',
        'people',
        'privacy',
        'journal',
        'whistles',
        'handover',
      ],
      ...['layers', 'outbox'],
      // Errors that the API maps to a status.
      ...['columns/failed.ts', 'secrets/fileSecrets.ts', 'store/errors.ts', 'sync/adapter.ts'],
    ],
    ['hono'],
  ),
  cityRoom('composition', ['anchor', 'api', 'calendar', 'clock', 'journal', 'store', 'sync'], []),
  { ...cityRoom('createCity.ts', [], []), imports: ['shared', 'electron/city'] },
  {
    folder: 'electron/demo',
    imports: ['shared', 'electron/demo', 'electron/city'],
    packages: ['node:', 'zod'],
    forbidden: [noSql],
  },
  {
    folder: 'electron/host',
    imports: ['shared', 'electron/city', 'electron/demo', 'electron/host'],
    packages: ['node:', 'zod', 'hono', '@hono/node-server', 'pino'],
    forbidden: [noSql],
  },
  {
    folder: 'electron/shell',
    imports: ['shared', 'electron/city', 'electron/demo', 'electron/host', 'electron/shell'],
    packages: ['node:', 'zod', 'electron'],
    forbidden: [noSql],
  },
  ...['electron/main.ts', 'electron/preload.ts'].map((folder) => ({
    folder,
    imports: ['shared', 'electron'],
    packages: ['node:', 'electron'],
    forbidden: [noSql],
  })),

  {
    folder: 'renderer/app',
    imports: ['shared', 'renderer'],
    packages: [...ui, '@fontsource-variable/noto-sans-sc'],
    // The error boundary shows the message of what was thrown.
    forbidden: forbiddenInWindows.filter((each) => each !== noMessage),
  },
  windowRoom('wall', ['meeting', 'presenter']),
  windowRoom('desk', ['outbox', 'presenter', 'workspace']),
  windowRoom('whistles', ['outbox', 'presenter', 'session', 'workspace']),
  windowRoom('connections', ['outbox']),
  windowRoom('meeting', ['meeting', 'presenter']),
  windowRoom('orders', []),
  windowRoom('assessment', []),
  feature('commands', ['legibility']),
  feature('handover', ['session']),
  feature('legibility', []),
  feature('meeting', []),
  feature('outbox', []),
  feature('people', []),
  feature('presenter', ['workspace']),
  feature('session', ['people']),
  feature('succession', []),
  feature('watermark', []),
  feature('workspace', []),
  {
    folder: 'renderer/map',
    imports: upTo('renderer/map'),
    packages: [
      ...ui,
      '@deck.gl/core',
      '@deck.gl/layers',
      '@luma.gl/core',
      '@luma.gl/engine',
      '@luma.gl/shadertools',
      // Vector tiles of base maps are drawn in a worker.
      '@mapbox/vector-tile',
      'pbf',
    ],
    forbidden: forbiddenInWindows,
  },
  {
    folder: 'renderer/ui/kit',
    imports: upTo('renderer/ui'),
    packages: [...ui, 'react-aria-components', '@internationalized/date'],
    forbidden: [noFetch, noHtml, noKeys],
  },
  { folder: 'renderer/ui', imports: upTo('renderer/ui'), packages: ui, forbidden: forbiddenInWindows },
  {
    folder: 'renderer/live',
    imports: upTo('renderer/live'),
    packages: ui,
    forbidden: [noHtml, noKeys, noControls],
  },
  {
    folder: 'renderer/base',
    imports: upTo('renderer/base'),
    packages: ui,
    forbidden: forbiddenInWindows,
  },
];

/** Folders whose imports must stay within the rooms; build and tests may import everything. */
export const checkedFolders = ['shared', 'electron', 'renderer'];

/** Folders in which import cycles are forbidden. */
export const cycleFolders = [...checkedFolders, 'build', 'tests'];

/** Import cycles that are still allowed. The list may only become shorter. */
export const knownCycles: string[][] = [];
