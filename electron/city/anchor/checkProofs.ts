import { type ErrorCode, type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import type { AnchorLines } from '../../../shared/journal/anchor.ts';
import type { DatabaseKey } from '../store/encryption/key.ts';
import { withProofs } from '../store/openProofs.ts';
import type { Sealer } from '../store/sealer.ts';
import type { StoredSealRow } from '../store/sealTable.ts';
import { readWholeAnchor } from './anchorFile.ts';
import { sentDoubt } from './doubts.ts';
import { judgeFile } from './judgeFile.ts';
import { readSealer } from './sealKey.ts';
import { placeOf, placeOfFolder, type SealKeeping, type SealPlace } from './sealPlace.ts';

/** The number of an entry and the first digits of the chain's value there, as printed on a hand-over. */
export type PrintedHead = { pos: number; value: string };

export type ProofReport = {
  findings: { code: string; message: string }[];
  /** What could not be checked here, and why; nothing is wrong with it. */
  notes: string[];
  /** `sealed`: 1 if the seal over the journal's end is that of the key. `anchored`: lines of anchors that were compared. */
  figures: { sealed: number; anchored: number };
};

type Add = <C extends ErrorCode>(code: C, parameters: ErrorParameters<C>) => void;

/**
 * Checks a database's journal against what lies outside of it, without changing anything: the seal by its key, the anchor
 * beside the key, the anchor in the folder `anchor` (null: none), and heads printed on hand-overs. `zone`: of the times in
 * texts. Says nothing of a database that cannot be read; `checkIntegrity` does.
 */
export async function checkProofs(
  dataDir: string,
  databaseKey: DatabaseKey | null,
  given: { keeping: SealKeeping; anchor: string | null; heads: readonly PrintedHead[]; zone: string },
): Promise<ProofReport> {
  const report: ProofReport = { findings: [], notes: [], figures: { sealed: 0, anchored: 0 } };
  const add: Add = (code, parameters) => {
    const { message } = sentError(code, parameters);
    report.findings.push({ code, message });
  };
  const { keeping } = given;
  const row = withProofs(dataDir, databaseKey, (seal) => seal.row());
  const ofFolder = placeOfFolder(keeping.folder, dataDir);
  const installation = row?.installation ?? ofFolder?.installation ?? '';
  const place = placeOf(keeping.folder, installation);
  if (row !== null && ofFolder !== null && ofFolder.installation !== row.installation)
    add('journal-replaced', { before: ofFolder.installation, now: row.installation });

  const key = await readKey(keeping, place, row, report, add);
  // Before the database: the service writes anchors after it, so that none can be ahead of what is read here.
  const files = await readAnchors(place, given.anchor, installation, row, add);

  withProofs(dataDir, databaseKey, (seal) => {
    const head = seal.sealedHead();
    const now = seal.row();
    if (key !== null && now?.keyId === key.keyId) {
      if (head.seal === null) add('journal-unsealed', { head: head.pos });
      else if (now.genuine(key) && head.seal.equals(key.head(head))) report.figures.sealed = 1;
      else add('journal-seal-wrong', { head: head.pos });
    } else if (now === null && place !== null) add('journal-unsealed', { head: head.pos });
    for (const { where, lines } of files) {
      const journal = { installation, head: head.pos, linkAt: seal.linkAt };
      report.findings.push(
        ...judgeFile(lines, journal, key, where, given.zone).found.map(({ code, message }) => ({
          code,
          message,
        })),
      );
      report.figures.anchored += lines.length;
    }
    // What the service found and nobody has acknowledged, also where the evidence is not at hand here.
    for (const doubt of now?.doubts ?? []) {
      const sent = sentDoubt(doubt);
      if (sent !== null && !report.findings.some(({ code }) => code === sent.code))
        report.findings.push({ code: sent.code, message: sent.message });
    }
    for (const { pos, value } of given.heads) {
      const link = seal.linkAt(pos);
      if (link === null) add('head-absent', { pos, head: head.pos });
      else if (!link.startsWith(value)) add('head-differs', { pos, value });
    }
  });
  return report;
}

/** The key of the installation; null if it is not at hand, which is told. */
async function readKey(
  keeping: SealKeeping,
  place: SealPlace | null,
  row: StoredSealRow | null,
  report: ProofReport,
  add: Add,
): Promise<Sealer | null> {
  if (place?.kept === 'os') {
    report.notes.push('封签密钥由操作系统的密钥库保管，此命令读不到；封签由服务在每次启动时核对。');
    return null;
  }
  try {
    const found = place === null ? null : await readSealer(keeping.secrets(place.dir), place.installation);
    if (row !== null && found?.keyId !== row.keyId)
      add('journal-key-lost', { found: found === null ? 'none' : 'another', from: row.fromPos });
    return found;
  } catch (error) {
    add('journal-key-unreadable', { detail: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

/** The anchor beside the key, and the one in the folder given. */
async function readAnchors(
  place: SealPlace | null,
  anchor: string | null,
  installation: string,
  row: StoredSealRow | null,
  add: Add,
): Promise<{ where: string; lines: AnchorLines }[]> {
  const wanted = [
    ...(place === null ? [] : [{ where: '', dir: place.dir }]),
    ...(anchor === null ? [] : [{ where: anchor, dir: anchor }]),
  ];
  const files: { where: string; lines: AnchorLines }[] = [];
  for (const { where, dir } of wanted) {
    try {
      const { lines, others } = await readWholeAnchor(dir, installation);
      if (lines !== null) files.push({ where, lines });
      else if (where !== '') add('anchor-none', { where, others });
      else if (row?.anchors.includes('') === true) add('anchor-gone', { where });
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      add('anchor-unread', { where, detail });
    }
  }
  return files;
}
