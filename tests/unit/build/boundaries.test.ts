import { describe, expect, it } from 'vitest';
import { findBreaches } from '../../../build/scripts/boundaries/check.ts';
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
const breachesOf = (...files: SourceFile[]) => findBreaches([...innocent, ...files], rooms);

describe('the boundary check', () => {
  it('lets a house in order pass', () => {
    expect(breachesOf()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['shared/x.ts', "import fs from 'node:fs';", 'may not run in shared'],
    ['shared/x.ts', "import '../electron/city/api/a.ts';", 'may only import shared'],
    ['renderer/ui/x.ts', "import '../../electron/city/api/a.ts';", 'may only import'],
    ['renderer/ui/x.ts', "import { Deck } from '@deck.gl/core';", 'may not run in renderer'],
    ['renderer/ui/x.ts', "await fetch('/api');", 'only renderer/live'],
    ['electron/city/sync/x.ts', "import '../../shell/x.ts';", 'may only import'],
    ['electron/city/sync/x.ts', "export * from '../../host/x.ts';", 'may only import'],
    ['electron/city/sync/x.ts', "const load = () => import('../../host/x.ts');", 'may only import'],
    [
      'electron/city/sync/x.ts',
      "new Worker(new URL('../../host/x.ts', import.meta.url));",
      'may only import',
    ],
    ['electron/city/sync/x.ts', "db.prepare('SELECT a FROM b');", 'only electron/city/store'],
    ['electron/city/sync/x.ts', "import Database from 'better-sqlite3';", 'may not run in electron/city'],
    ['electron/city/sync/x.ts', "import 'left-pad';", 'a package that no room lists'],
    ['electron/host/x.ts', "import { app } from 'electron';", 'may not run in electron/host'],
    ['shared/contract/x.ts', "import '../time/a.ts';", 'may only import shared/contract'],
  ])('%s: %s → %s', (path, source, expected) => {
    expect(breachesOf({ path, source }).map((breach) => breach.what)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  it('does not take a comment for code', () => {
    expect(
      breachesOf({ path: 'renderer/ui/x.ts', source: '// never fetch(here)\n/* EventSource( */' }),
    ).toEqual([]);
  });

  it('fails when it saw nothing', () => {
    expect(findBreaches([], rooms)).toHaveLength(3);
  });

  it('fails on a file that lies in no room', () => {
    const [breach] = findBreaches([...innocent, { path: 'elsewhere/a.ts', source: '' }], rooms);
    expect(breach?.what).toContain('no room');
  });
});
