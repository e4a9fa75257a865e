import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { checkProofs, type PrintedHead } from '../../../electron/city/anchor/checkProofs.ts';
import { sealWithExistingKey } from '../../../electron/city/anchor/sealKey.ts';
import type { SealKeeping } from '../../../electron/city/anchor/sealPlace.ts';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { CHAIN_START, headAfter } from '../../../electron/city/store/chain.ts';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { createJournalReader } from '../../../electron/city/store/journalReader.ts';
import { openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { openAt } from '../store/support.ts';

export const NOW = Date.UTC(2026, 2, 2, 1);

/** An installation with a data folder, a folder for its key and a stick, all apart from each other. */
export type Site = {
  dataDir: string;
  keys: string;
  stick: string;
  keeping: SealKeeping;
  /** Starts the service; `anchored` with the stick. */
  open(anchored?: boolean): Promise<TestCity>;
  /** Has `acts` entries written with the key, as a program beside the service does, and the service started and ended. */
  work(acts: number): Promise<void>;
  /** A copy of the data folder as it is now, and back again. */
  copy(): { putBack(): void };
  /** The codes that `verify` finds, each once. */
  findings(heads?: PrintedHead[], anchored?: boolean): Promise<string[]>;
  /** Codes of the warnings that are about the journal. */
  told(city: TestCity): Promise<string[]>;
};

/** A new one, or a copy of one whose service does not run. */
export function site(template: Site | null = null): Site {
  const root = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  try {
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  } catch {
    // A template is made before the first test; it is removed with the process.
    process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  }
  const [dataDir, keys, stick] = [join(root, 'data'), join(root, 'keys'), join(root, 'stick')];
  for (const dir of [dataDir, keys, stick]) mkdirSync(dir);
  if (template !== null) {
    cpSync(template.dataDir, dataDir, { recursive: true });
    cpSync(template.keys, keys, { recursive: true });
    cpSync(template.stick, stick, { recursive: true });
    const record = join(besideKey(keys), 'installation.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(template.dataDir, dataDir));
  }
  const keeping: SealKeeping = {
    folder: keys,
    outside: true,
    secrets: (dir) => fileSecrets({ dataDir: dir, platform: process.platform }),
  };
  let made = 0;
  let copies = 0;
  const open = async (anchored = true): Promise<TestCity> => {
    const city = await openTestCity({
      ...{ dataDir, pack: testPack(), sources: [], now: () => NOW, sealKeeping: keeping },
      ...(anchored ? { anchorDir: stick } : {}),
    });
    return city;
  };
  return {
    ...{ dataDir, keys, stick, keeping, open },
    async work(acts) {
      const store = openAt(dataDir);
      await sealWithExistingKey(store, keeping);
      for (let n = 0; n < acts; n++)
        store.people.appendAuditLine({
          ...{ at: NOW, actor: null, action: 'source.sync', subject: `source-${made++}`, result: 'done' },
          details: {},
        });
      store.close();
      await (await open()).close();
    },
    copy() {
      const kept = join(root, `copy-${copies++}`);
      cpSync(dataDir, kept, { recursive: true });
      return {
        putBack() {
          rmSync(dataDir, { recursive: true });
          cpSync(kept, dataDir, { recursive: true });
        },
      };
    },
    async findings(heads = [], anchored = true) {
      const proofs = await checkProofs(dataDir, null, {
        ...{ keeping, anchor: anchored ? stick : null, heads, zone: 'Asia/Shanghai' },
      });
      const all = [...checkIntegrity(dataDir).findings, ...proofs.findings];
      return [...new Set(all.map(({ code }) => code))].sort();
    },
    async told(city) {
      const { warnings } = await city.status();
      return warnings.map(({ code }) => code).filter((code) => /^(journal|anchor)-/.test(code));
    },
  };
}

/** Runs SQL in a closed database, past the triggers that guard against slips. */
export function tamper(dataDir: string, sql: string): void {
  const db = new Database(databasePath(dataDir));
  db.pragma('foreign_keys = OFF');
  db.exec(
    ['journal', 'journal_events', 'audit']
      .map(
        (table) =>
          `DROP TRIGGER IF EXISTS ${table}_not_changed; DROP TRIGGER IF EXISTS ${table}_not_deleted;`,
      )
      .join(' '),
  );
  db.exec(sql);
  db.close();
}

/** Computes the whole chain anew, as somebody would who covers up a change. Leaves the seal, which they cannot make. */
export function rechain(dataDir: string): void {
  const db = new Database(databasePath(dataDir));
  const put = db.prepare('UPDATE journal SET link = ? WHERE pos = ?');
  let last = CHAIN_START;
  for (const { head: _head, ...entry } of createJournalReader(db).since(0, 10_000)) {
    last = headAfter(last, entry);
    put.run(last.link, last.pos);
  }
  db.prepare('UPDATE journal_head SET pos = :pos, seq = :seq, link = :link').run(last);
  db.close();
}

/** Number and chain value of the last entry. */
export function headOf(dataDir: string): { pos: number; value: string } {
  const db = new Database(databasePath(dataDir), { readonly: true });
  const { pos, link } = createJournalReader(db).head();
  db.close();
  return { pos, value: link.toString('hex') };
}

/** The one anchor file in a folder: its path, and its lines. */
export function anchorIn(dir: string): {
  path: string;
  lines: string[];
  text(): string;
  write(lines: string[]): void;
} {
  const name = readdirSync(dir).find((one) => one.endsWith('.anchor')) ?? '';
  const path = join(dir, name);
  return {
    path,
    lines: existsSync(path) && name !== '' ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [],
    text: () => readFileSync(path, 'utf8'),
    write: (lines) => writeFileSync(path, lines.map((line) => `${line}\n`).join('')),
  };
}

/** The folder beside the key of the one installation. */
export function besideKey(keys: string): string {
  return join(keys, readdirSync(keys)[0] ?? '');
}
