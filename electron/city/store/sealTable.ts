import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { JournalHead } from '../ports.ts';
import { CHAIN_START } from './chain.ts';
import { type AuditLine, createAudit } from './peopleAudit.ts';
import type { Sealer, SealHolder } from './sealer.ts';

/** What was found amiss with the journal: an error's code and parameters, and when it was found, UTC ms. */
const Doubt = z.object({
  code: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  at: z.int(),
});
export type Doubt = z.infer<typeof Doubt>;

/** Whose key seals the journal, and what is to be remembered of it. */
export type SealRow = {
  installation: string;
  keyId: string;
  /** The last entry that was written before there was this key. */
  fromPos: number;
  at: number;
  /** Not acknowledged yet. */
  doubts: readonly Doubt[];
  /** Folders outside that hold, or held, an anchor file of this installation. */
  anchors: readonly string[];
};

/** A stored row. `genuine`: its seal is that of the key; null where another key, or none, is at hand. */
export type StoredSealRow = SealRow & { genuine(sealer: Sealer): boolean };

/** The seal over the journal's end. */
export type SealTable = {
  /** From now on entries are sealed by this. */
  use(sealer: Sealer): void;
  row(): StoredSealRow | null;
  /** The end of the journal with its seal; the seal is null if the last entry was written without a key. */
  sealedHead(): JournalHead & { seal: Buffer | null };
  /** The chain's value at an entry, 64 hexadecimal digits; null if there is no such entry. */
  linkAt(pos: number): string | null;
  /** Writes the row and these lines of the audit, and seals the end, in one transaction. A sealer must be in use. */
  save(row: SealRow, lines: readonly AuditLine[]): void;
};

const SealedRow = z.object({
  installation: z.string(),
  key_id: z.string(),
  from_pos: z.int(),
  at: z.int(),
  doubts: z.string(),
  anchors: z.string(),
  mac: z.string(),
});

export function createSealTable(db: Database, holder: SealHolder): SealTable {
  const audit = createAudit(db, holder);
  const put = db.prepare(
    `INSERT INTO journal_seal (only_row, installation, key_id, from_pos, at, doubts, anchors, mac)
     VALUES (1, :installation, :keyId, :fromPos, :at, :doubts, :anchors, :mac)
     ON CONFLICT (only_row) DO UPDATE SET installation = excluded.installation, key_id = excluded.key_id,
       from_pos = excluded.from_pos, at = excluded.at, doubts = excluded.doubts, anchors = excluded.anchors,
       mac = excluded.mac`,
  );
  const seal = db.prepare('UPDATE journal_head SET seal = ?');
  const reader = createSealReader(db);

  return {
    ...reader,
    use(sealer) {
      holder.current = sealer;
    },
    save: db.transaction((row: SealRow, lines: readonly AuditLine[]) => {
      const sealer = holder.current;
      if (sealer === null) throw new Error('the journal cannot be sealed without its key');
      for (const line of lines) audit.append(line);
      const { doubts, anchors, ...plain } = row;
      const texts = { doubts: JSON.stringify(doubts), anchors: JSON.stringify(anchors) };
      put.run({ ...plain, ...texts, mac: sealer.text('row', rowText({ ...plain, ...texts })) });
      seal.run(sealer.head(reader.sealedHead()));
    }).immediate,
  };
}

/** The parts of the table that only read. */
export function createSealReader(db: Database): Pick<SealTable, 'row' | 'sealedHead' | 'linkAt'> {
  const row = db.prepare<[], unknown>('SELECT * FROM journal_seal');
  const head = db.prepare<[], JournalHead & { seal: Buffer | null }>(
    'SELECT pos, seq, link, seal FROM journal_head',
  );
  const link = db.prepare<[number], Buffer>('SELECT link FROM journal WHERE pos = ?').pluck();
  return {
    row: () => readRow(row.get()),
    sealedHead: () => head.get() ?? { ...CHAIN_START, seal: null },
    linkAt: (pos) => link.get(pos)?.toString('hex') ?? null,
  };
}

/** A row that cannot be read counts as one without a genuine seal. */
function readRow(stored: unknown): StoredSealRow | null {
  const row = SealedRow.safeParse(stored).data;
  if (row === undefined) return null;
  const { installation, key_id: keyId, from_pos: fromPos, at, doubts, anchors, mac } = row;
  const read = {
    doubts: z.array(Doubt).safeParse(parsed(doubts)).data,
    anchors: z.array(z.string()).safeParse(parsed(anchors)).data,
  };
  return {
    ...{ installation, keyId, fromPos, at, doubts: read.doubts ?? [], anchors: read.anchors ?? [] },
    genuine: (sealer) =>
      sealer.text('row', rowText({ installation, keyId, fromPos, at, doubts, anchors })) === mac,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function rowText(row: Omit<SealRow, 'doubts' | 'anchors'> & { doubts: string; anchors: string }): string {
  const { installation, keyId, fromPos, at, doubts, anchors } = row;
  return canonical({ installation, keyId, fromPos, at, doubts, anchors });
}
