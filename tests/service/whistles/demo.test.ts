import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { demoOperators } from '../../../electron/demo/operators.ts';
import { seedDemoData } from '../../../electron/demo/seedDemoData.ts';
import { Role } from '../../../shared/contract/people.ts';
import { keepingBeside } from '../../support/city.ts';
import { SHIPPED } from '../../unit/pack/packs.ts';
import { openAt, silent } from '../store/support.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../build/${path}`, import.meta.url));
const NOW = Date.parse('2026-11-20T15:30:00+08:00');

it.each(SHIPPED)('%s: whistles in many stages, people for every role', async (id) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  try {
    const pack = readPack(at(`packs/${id}`), at('calendars'));
    const refused: unknown[] = [];
    const logger = { ...silent, warn: (fields: unknown) => refused.push(fields) };
    const keeping = keepingBeside(dataDir);
    await seedDemoData({ dataDir, pack, now: NOW, logger, keeping, encryption: null });
    expect(refused).toEqual([]);
    const people = demoOperators(pack);
    expect(new Set(people.flatMap((one) => one.roles))).toEqual(new Set(Role.options));
    expect(people.every((one) => one.name.startsWith('演示-'))).toBe(true);
    const report = checkIntegrity(dataDir);
    expect(report.findings).toEqual([]);

    await seedDemoData({ dataDir, pack, now: NOW + 1000, logger, keeping, encryption: null });
    expect(checkIntegrity(dataDir).figures).toEqual(report.figures);
    const store = openAt(dataDir);
    const page = store.whistleQuery.page(
      {
        stages: [],
        streets: [],
        orgs: [],
        kinds: [],
        levels: [],
        open: null,
        waitsFor: null,
        text: null,
        bbox: null,
      },
      null,
      100,
    );
    store.close();
    const stages = new Set(page.map((row) => JSON.parse(row.state).stage));
    expect([...stages].sort()).toEqual(
      expect.arrayContaining([
        'blown',
        'closed',
        'draft',
        'handling',
        'pending-approval',
        'pending-confirm',
        'pending-triage',
      ]),
    );
    expect(page.every((row) => JSON.parse(row.state).draft.subject.startsWith('模拟：'))).toBe(true);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
