import { describe, expect, it } from 'vitest';
import { findUnusedEntries, findViolations } from '../../../build/scripts/boundaries/check.ts';
import type { SourceFile } from '../../../build/scripts/boundaries/imports.ts';
import { rooms } from '../../../build/scripts/boundaries/rooms.ts';

const innocent: SourceFile[] = [
  { path: 'shared/time/a.ts', source: "import { z } from 'zod'; export const a = z;" },
  { path: 'electron/city/api/a.ts', source: "import { a } from '../../../shared/time/a.ts'; export { a };" },
  {
    path: 'renderer/app/a.tsx',
    source: "import { a } from '../../shared/time/a.ts'; export const b = <p>{String(a)}</p>;",
  },
];
const violationsOf = (...files: SourceFile[]) => findViolations([...innocent, ...files], rooms);

describe('the boundary check', () => {
  it('lets a house in order pass', () => {
    expect(violationsOf()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['shared/time/x.ts', "import fs from 'node:fs';", 'may not run in shared/time'],
    ['shared/time/x.ts', "import '../../electron/city/api/a.ts';", 'may only import shared/time'],
    ['shared/time/x.ts', "import '../pack/a.ts';", 'may only import shared/time'],
    ['renderer/ui/x.ts', "import '../../electron/city/api/a.ts';", 'may only import'],
    ['renderer/ui/x.ts', "import { Deck } from '@deck.gl/core';", 'may not run in renderer'],
    ['renderer/ui/x.ts', "await fetch('/api');", 'only renderer/live'],
    ['renderer/ui/x.ts', "client.getQueryData(['case', id]);", 'under the URL'],
    ['renderer/live/x.ts', "const query = { queryKey: ['case'] };", 'under the URL'],
    ['renderer/live/x.ts', "document.createElement('input');", 'only renderer/ui/kit holds native controls'],
    ['electron/city/sync/x.ts', "import '../../shell/x.ts';", 'may only import'],
    ['electron/city/sync/x.ts', "export * from '../../host/x.ts';", 'may only import'],
    ['electron/city/sync/x.ts', "const load = () => import('../../host/x.ts');", 'may only import'],
    [
      'electron/city/sync/x.ts',
      "new Worker(new URL('../../host/x.ts', import.meta.url));",
      'may only import',
    ],
    ['electron/city/sync/x.ts', "db.prepare('SELECT a FROM b');", 'only electron/city/store'],
    [
      'electron/city/sync/x.ts',
      "import Database from 'better-sqlite3';",
      'may not run in electron/city/sync',
    ],
    [
      'electron/city/store/x.ts',
      "import { StoreError } from './errors.ts';\nimport Database from 'better-sqlite3';",
      'only electron/city/store/driver.ts',
    ],
    [
      'electron/city/store/x.ts',
      "createRequire(import.meta.url)('better-sqlite3-multiple-ciphers');",
      'only electron/city/store/driver.ts',
    ],
    ['electron/city/store/x.ts', "import '../whistles/x.ts';", 'may only import'],
    ['electron/city/api/x.ts', "import '../store/cityStore.ts';", 'may only import'],
    ['electron/city/ports.ts', "import './store/cityStore.ts';", 'may only import'],
    ['electron/city/sync/x.ts', "import 'left-pad';", 'a package that no room lists'],
    ['electron/host/x.ts', "import { app } from 'electron';", 'may not run in electron/host'],
    ['shared/contract/x.ts', "import '../time/a.ts';", 'may only import shared/contract'],
  ])('%s: %s → %s', (path, source, expected) => {
    expect(violationsOf({ path, source }).map((violation) => violation.what)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  const containsSql = "db.prepare('SELECT a FROM b');";
  const outsideStore = rooms.filter(
    ({ folder }) =>
      !folder.startsWith('renderer/') &&
      !folder.startsWith('electron/city/store') &&
      folder !== 'electron/city/sync/exchange',
  );

  it.each(outsideStore.map(({ folder }) => folder))('lets only the store say SQL, not %s', (folder) => {
    const path = folder.endsWith('.ts') ? folder : `${folder}/x.ts`;
    expect(violationsOf({ path, source: containsSql }).map((violation) => violation.what)).toEqual([
      expect.stringContaining('only electron/city/store may contain SQL'),
    ]);
  });

  it('lets readers of exchange databases ask, and change nothing', () => {
    const path = 'electron/city/sync/exchange/x.ts';
    expect(violationsOf({ path, source: containsSql })).toEqual([]);
    for (const change of ['INSERT INTO a', 'DELETE FROM a', 'UPDATE a SET b', 'DROP TABLE a'])
      expect(violationsOf({ path, source: `client.query('${change}')` }), change).toHaveLength(1);
  });

  it('lets the store say SQL', () => {
    expect(violationsOf({ path: 'electron/city/store/x.ts', source: containsSql })).toEqual([]);
  });

  it.each(['app', 'windows/desk', 'features/people', 'map', 'ui', 'live', 'base'])(
    'lets only the kit hold native controls, not renderer/%s',
    (room) => {
      for (const tag of ['button', 'input', 'select', 'textarea', 'dialog', 'details']) {
        const file = { path: `renderer/${room}/x.tsx`, source: `export const x = <${tag}\n  hidden />;` };
        expect(violationsOf(file).map((violation) => violation.what)).toEqual([
          expect.stringContaining('only renderer/ui/kit holds native controls'),
        ]);
      }
    },
  );

  it('lets the kit hold native controls, and everybody name them in types and styles', () => {
    const types = "export const field: HTMLInputElement | null = document.querySelector('input');";
    expect(
      violationsOf(
        { path: 'renderer/ui/kit/x.tsx', source: 'export const x = <button type="button" />;' },
        { path: 'renderer/ui/x.tsx', source: types },
        { path: 'renderer/ui/y.tsx', source: 'export const y = <Button />;' },
      ),
    ).toEqual([]);
  });

  const ofWindows = rooms.map(({ folder }) => folder).filter((folder) => folder.startsWith('renderer/'));

  it.each(ofWindows)('lets nobody insert data as HTML, not %s', (room) => {
    for (const source of [
      'element.innerHTML = text;',
      'export const x = <p dangerouslySetInnerHTML={{ __html: text }} />;',
    ])
      expect(violationsOf({ path: `${room}/x.tsx`, source }).map(({ what }) => what)).toEqual([
        expect.stringContaining('data must not be inserted as HTML'),
      ]);
  });

  // The error boundary shows the message of what was thrown; `live` and the kit show no errors themselves.
  const mayReadMessages = ['renderer/app', 'renderer/live', 'renderer/ui/kit'];

  it.each(ofWindows.filter((room) => !mayReadMessages.includes(room)))(
    'lets no window show the Chinese message of an error, not %s',
    (room) => {
      for (const source of ['say(error.message);', 'say(error?.message);', 'say(query.reason.message);'])
        expect(violationsOf({ path: `${room}/x.tsx`, source }).map(({ what }) => what)).toEqual([
          expect.stringContaining('read an error through useErrorText'),
        ]);
    },
  );

  it.each(mayReadMessages)('lets %s read the message of an error', (room) => {
    expect(violationsOf({ path: `${room}/x.ts`, source: 'say(error.message);' })).toEqual([]);
  });

  it('does not take a comment for code', () => {
    expect(
      violationsOf({ path: 'renderer/ui/x.ts', source: '// never fetch(here)\n/* EventSource( */' }),
    ).toEqual([]);
  });

  it('fails when it saw nothing', () => {
    expect(findViolations([], rooms)).toHaveLength(3);
  });

  it('fails on a file that lies in no room', () => {
    for (const path of [
      'elsewhere/a.ts',
      'shared/a.ts',
      'electron/city/a.ts',
      'electron/city/elsewhere/a.ts',
    ]) {
      const [violation] = findViolations([...innocent, { path, source: '' }], rooms);
      expect(violation?.what).toContain('no room');
    }
  });

  it('fails on a room, or a place that a room may import, without a file', () => {
    const room = {
      folder: 'shared/time',
      imports: ['shared/time', 'shared/gone'],
      packages: [],
      forbidden: [],
    };
    const gone = { path: 'shared/gone', what: expect.stringContaining('no file') };
    expect(findUnusedEntries(innocent, [room])).toEqual([gone]);
    expect(findUnusedEntries([], [room])).toHaveLength(2);
  });
});
