import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { openColumnReader } from '../../electron/city/store/columnReader.ts';
import type { Encryption } from '../../electron/city/store/encryption/key.ts';
import { recordKey } from '../../electron/city/store/encryption/record.ts';
import { databasePath } from '../../electron/city/store/files.ts';
import { openStore } from '../../electron/city/store/open.ts';
import { SourceConfig } from '../../shared/contract/sources.ts';
import { encryptionOf } from '../support/encryption.ts';
import { silent } from '../support/syncing.ts';
import { type Print, printLine, quantile, timed } from './figure.ts';
import { benchPack, placedPages } from './support/cases.ts';
import { inFolder } from './support/folder.ts';

/**
 * What encryption costs: an encrypted folder against a plain one («bare»), in turns.
 * - «sync»: storing 100,000 cases, ten pages at a time.
 * - «command»: one line of the audit in a transaction of its own, p50 and p99.
 * - «start»: opening the store, and reading every case as the columns do.
 * - «file»: size of the database.
 * - «backup»: how long one takes, and the longest time that the service's thread stood still meanwhile.
 */

const NOW = Date.parse('2026-11-20T08:00:00Z');
const N = 100_000;
const TURN = 10;
const COMMANDS = 1000;

function side(dataDir: string, encryption: Encryption | null) {
  if (encryption !== null) recordKey(dataDir, encryption.key.id);
  const open = () =>
    openStore({
      ...{ dataDir, clock: { now: () => NOW }, logger: silent, backupEveryMs: 3_600_000, keepBackups: 1 },
      encryption,
    });
  return { dataDir, key: encryption?.key ?? null, open, store: open(), spent: 0, commands: [] as number[] };
}
type Side = ReturnType<typeof side>;

const source = SourceConfig.parse({
  ...{ kind: 'file', id: 'bench', name: 'bench', path: 'none.json', pollSeconds: 86_400, paused: true },
  ...{ crs: 'wgs84', zone: 'Asia/Shanghai', auth: { in: 'none' } },
  mapping: { fields: { id: 'id', requestedAt: 'at' } },
});

async function fill(sides: Side[]): Promise<void> {
  for (const { store } of sides) store.saveSource(source);
  let turn: Parameters<Side['store']['applyPage']>[0][] = [];
  for (const page of placedPages(benchPack(), N, NOW)) {
    turn.push({ source: 'bench', rows: page.map((row) => ({ ok: true, case: row })), cursor: null, at: NOW });
    if (turn.length < TURN) continue;
    sides.reverse();
    for (const one of sides)
      one.spent += await timed(() => {
        for (const write of turn) one.store.applyPage(write);
      });
    turn = [];
  }
}

async function command(one: Side, n: number): Promise<void> {
  one.commands.push(
    await timed(() =>
      one.store.people.appendAuditLine({
        ...{ at: NOW, actor: null, action: 'source.sync', subject: `source-${n}`, result: 'done' },
        details: {},
      }),
    ),
  );
}

async function start(one: Side): Promise<number> {
  one.store.close();
  return timed(() => {
    one.store = one.open();
    const reader = openColumnReader(databasePath(one.dataDir), one.key, (text) => text);
    let rows = 0;
    for (const _ of reader.rows()) rows++;
    reader.close();
    if (rows !== N) throw new Error(`${rows} of ${N} cases were read`);
  });
}

async function backup(one: Side): Promise<{ took: number; stood: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const took = await timed(() => one.store.backup(NOW));
  delay.disable();
  return { took, stood: delay.max / 1e6 };
}

export async function run(print: Print): Promise<void> {
  await inFolder(async (plainFolder) =>
    inFolder(async (encryptedFolder) => {
      const plain = side(plainFolder, null);
      const encrypted = side(encryptedFolder, encryptionOf(7));
      await fill([plain, encrypted]);
      const figure = (what: string, unit: string, ours: number, bare: number) =>
        print({ bench: `encryption: ${what}`, n: N, ours, bare, unit });
      figure('sync', 'ms', encrypted.spent, plain.spent);
      for (let n = 0; n < COMMANDS; n++) for (const one of [plain, encrypted]) await command(one, n);
      for (const p of [0.5, 0.99])
        figure(`command, p${p * 100}`, 'ms', quantile(encrypted.commands, p), quantile(plain.commands, p));
      const starts = { plain: [] as number[], encrypted: [] as number[] };
      for (let n = 0; n < 3; n++) {
        starts.plain.push(await start(plain));
        starts.encrypted.push(await start(encrypted));
      }
      figure('start without the cache', 'ms', quantile(starts.encrypted, 0.5), quantile(starts.plain, 0.5));
      const size = (one: Side) => statSync(join(one.dataDir, 'city.db')).size / 1e6;
      figure('file', 'MB', size(encrypted), size(plain));
      const [ours, bare] = [await backup(encrypted), await backup(plain)];
      figure('backup', 'ms', ours.took, bare.took);
      figure('backup, longest stand of the service', 'ms', ours.stood, bare.stood);
      plain.store.close();
      encrypted.store.close();
    }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(printLine);
