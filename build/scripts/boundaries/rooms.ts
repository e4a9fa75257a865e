/**
 * The walls of the house. A room is a folder, or a single file; the longest match decides. `rooms` lists the folders and
 * files it may import, `packages` what else it may stand on ('node:' stands for all of Node's own modules).
 * A package that no room lists is an error everywhere: adding a dependency means deciding where it may run.
 */
export type Room = {
  folder: string;
  rooms: string[];
  packages: string[];
  /** Words that must not occur in this room, each with the reason. */
  forbidden: { pattern: RegExp; why: string }[];
};

const noSql = {
  pattern: /\.(prepare|pragma)\s*\(|\b(SELECT\s+[\w*,\s.]+\s+FROM|INSERT\s+INTO|DELETE\s+FROM)\b/,
  why: 'only electron/city/store says SQL',
};
const noFetch = {
  pattern: /(?<![\w.])(fetch|XMLHttpRequest|EventSource|WebSocket)\s*\(/,
  why: 'only renderer/live speaks to the service',
};
const noKeys = {
  pattern: /(?:\bqueryKey:|QueryData\()\s*\[\s*['"`]/,
  why: 'an answer is kept under the URL it was asked at: take the key from asked()',
};
const noHtml = { pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=/, why: 'no HTML from data' };
const noControls = {
  pattern: /(<|createElement\(\s*['"`])(button|input|select|textarea|dialog|details)(?=[\s>/'"`])/,
  why: 'only renderer/ui/kit holds native controls: take one of its own',
};
/** Sentences belong to the window: an error's own `message` is Chinese. */
const noMessage = {
  pattern: /\b(?:error|reason)\??\.message\b/,
  why: 'read an error through useErrorText or useSentErrorText, in the language of the window',
};
/** What no floor of the windows may say; `live` may ask the service and the kit may hold controls. */
const windowsNever = [noFetch, noHtml, noKeys, noControls, noMessage];

const ui = ['react', 'react-dom', '@tanstack/react-query', 'zustand', 'tinykeys', 'zod'];

/**
 * The floors of the windows, from the ground up. A floor may import itself and what lies below it; a window and a
 * feature, only what their entries name besides.
 */
const floors = ['renderer/base', 'renderer/live', 'renderer/ui', 'renderer/map'];
const upTo = (floor: string): string[] => ['shared', ...floors.slice(0, floors.indexOf(floor) + 1)];
const feature = (name: string, others: string[]): Room => ({
  folder: `renderer/features/${name}`,
  rooms: [
    ...upTo('renderer/map'),
    `renderer/features/${name}`,
    ...others.map((other) => `renderer/features/${other}`),
  ],
  packages: ui,
  forbidden: windowsNever,
});
const windowRoom = (role: string, features: string[]): Room => ({
  folder: `renderer/windows/${role}`,
  rooms: [
    ...upTo('renderer/map'),
    `renderer/windows/${role}`,
    ...features.map((name) => `renderer/features/${name}`),
  ],
  packages: ui,
  forbidden: windowsNever,
});

/** A folder of pure code, and the other folders of `shared` that it may import. */
const pureRoom = (name: string, others: string[]): Room => ({
  folder: `shared/${name}`,
  rooms: [name, ...others].map((other) => `shared/${other}`),
  packages: ['zod'],
  forbidden: [noSql],
});

/** A part of the service. It may import `shared`, the ports, and the parts listed in `others`. */
const cityRoom = (name: string, others: string[], packages: string[]): Room => ({
  folder: `electron/city/${name}`,
  rooms: ['shared', ...['ports.ts', name, ...others].map((other) => `electron/city/${other}`)],
  packages: ['node:', 'zod', ...packages],
  forbidden: [noSql],
});

export const rooms: Room[] = [
  pureRoom('contract', []),
  pureRoom('errors', ['contract']),
  pureRoom('layout', ['contract']),
  pureRoom('journal', []),
  pureRoom('legibility', []),
  pureRoom('privacy', []),
  pureRoom('time', ['errors']),
  { ...pureRoom('geo', ['contract']), packages: ['zod', 'gcoord'] },
  pureRoom('presenter', ['contract']),
  pureRoom('source', ['contract']),
  pureRoom('pack', ['contract', 'geo', 'time']),
  pureRoom('case', ['contract', 'errors', 'pack', 'time']),
  pureRoom('handover', ['contract', 'errors', 'journal', 'pack', 'time']),
  pureRoom('whistle', ['contract', 'errors', 'journal', 'pack', 'time']),

  cityRoom('ports.ts', [], []),
  cityRoom('log', [], ['pino']),
  cityRoom('packs', [], []),
  cityRoom('secrets', [], []),
  { ...cityRoom('store', [], ['better-sqlite3']), forbidden: [] },
  cityRoom('columns', ['store/columnReader.ts'], []),
  cityRoom('sync', [], ['csv-parse', 'fast-xml-parser']),
  cityRoom('people', ['store'], []),
  cityRoom('privacy', ['store', 'people'], []),
  cityRoom('journal', ['store'], []),
  cityRoom('whistles', ['store', 'journal'], []),
  cityRoom('handover', ['store', 'journal', 'people', 'whistles'], []),
  cityRoom(
    'api',
    [
      ...['people', 'privacy', 'journal', 'whistles', 'handover'],
      // The errors that it answers with a status.
      ...['columns/failed.ts', 'secrets/fileSecrets.ts', 'store/errors.ts', 'sync/adapter.ts'],
    ],
    ['hono'],
  ),
  cityRoom('composition', ['api', 'store', 'sync'], []),
  { ...cityRoom('createCity.ts', [], []), rooms: ['shared', 'electron/city'] },
  {
    folder: 'electron/demo',
    rooms: ['shared', 'electron/demo', 'electron/city'],
    packages: ['node:', 'zod'],
    forbidden: [noSql],
  },
  {
    folder: 'electron/host',
    rooms: ['shared', 'electron/city', 'electron/demo', 'electron/host'],
    packages: ['node:', 'zod', 'hono', '@hono/node-server', 'pino'],
    forbidden: [noSql],
  },
  {
    folder: 'electron/shell',
    rooms: ['shared', 'electron/city', 'electron/demo', 'electron/host', 'electron/shell'],
    packages: ['node:', 'zod', 'electron'],
    forbidden: [noSql],
  },
  ...['electron/main.ts', 'electron/preload.ts'].map((folder) => ({
    folder,
    rooms: ['shared', 'electron'],
    packages: ['node:', 'electron'],
    forbidden: [noSql],
  })),

  {
    folder: 'renderer/app',
    rooms: ['shared', 'renderer'],
    packages: [...ui, '@fontsource-variable/noto-sans-sc'],
    // A part of a window that broke shows what was thrown there.
    forbidden: windowsNever.filter((each) => each !== noMessage),
  },
  windowRoom('wall', ['presenter']),
  windowRoom('desk', ['presenter', 'workspace']),
  windowRoom('whistles', ['presenter', 'workspace']),
  windowRoom('connections', []),
  feature('commands', ['legibility']),
  feature('handover', ['session']),
  feature('legibility', []),
  feature('people', []),
  feature('presenter', ['workspace']),
  feature('session', ['people']),
  feature('watermark', []),
  feature('workspace', []),
  {
    folder: 'renderer/map',
    rooms: upTo('renderer/map'),
    packages: [
      ...ui,
      '@deck.gl/core',
      '@deck.gl/layers',
      '@luma.gl/core',
      '@luma.gl/engine',
      '@luma.gl/shadertools',
    ],
    forbidden: windowsNever,
  },
  {
    folder: 'renderer/ui/kit',
    rooms: upTo('renderer/ui'),
    packages: [...ui, 'react-aria-components', '@internationalized/date'],
    forbidden: [noFetch, noHtml, noKeys],
  },
  { folder: 'renderer/ui', rooms: upTo('renderer/ui'), packages: ui, forbidden: windowsNever },
  {
    folder: 'renderer/live',
    rooms: upTo('renderer/live'),
    packages: ui,
    forbidden: [noHtml, noKeys, noControls],
  },
  {
    folder: 'renderer/base',
    rooms: upTo('renderer/base'),
    packages: ui,
    forbidden: windowsNever,
  },
];

/** Folders whose imports must stay within the rooms; build and tests may import everything. */
export const checkedFolders = ['shared', 'electron', 'renderer'];

/** Folders in which import cycles are forbidden. */
export const cycleFolders = [...checkedFolders, 'build', 'tests'];

/** Import cycles that are still to be broken, all of them in the renderer. The list may only become shorter. */
export const knownCycles: string[][] = [];
