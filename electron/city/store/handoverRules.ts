import type { Database } from 'better-sqlite3';
import { Handover, HandoverRecord } from '../../../shared/contract/handover.ts';
import { unacknowledged } from '../../../shared/handover/refresh.ts';
import { handoverBreak, type SignedRow } from './handoverTable.ts';
import type { Finding } from './integrityRules.ts';

/** Signed hand-overs and open ones, for the integrity check. */
export function handoverFindings(db: Database): Finding[] {
  const broken = handoverBreak(db);
  return [
    ...(broken === null
      ? []
      : [{ code: 'handover-chain', message: `交接班记录的链不完整：${broken}，可能被改动过。` }]),
    ...signedRows(db).flatMap(recordFindings),
    ...draftFindings(db),
  ];
}

function signedRows(db: Database): SignedRow[] {
  return db
    .prepare<[], SignedRow>(
      'SELECT seq, id, org, signed_at AS signedAt, outgoing, incoming, body FROM handovers ORDER BY seq',
    )
    .all();
}

/** A record tells the same in its columns as in its text, and is one that two people could have signed. */
function recordFindings(row: SignedRow): Finding[] {
  const record = HandoverRecord.safeParse(readJson(row.body)).data;
  const finding = (why: string): Finding[] => [
    { code: 'handover-record', message: `第 ${row.seq} 份交接班记录${why}。` },
  ];
  if (record === undefined) return finding('读不懂');
  const { id, post, outgoing, incoming, items } = record;
  const same =
    id === row.id &&
    post.org === row.org &&
    outgoing.id === row.outgoing &&
    incoming.id === row.incoming &&
    incoming.signedAt === row.signedAt;
  if (!same) return finding('的登记与内容不符');
  if (outgoing.id === incoming.id) return finding('由同一人交接');
  return unacknowledged({ items }).length > 0 ? finding('有未核的项') : [];
}

/** A post without an open hand-over can begin one; with one that cannot be read it could not. */
function draftFindings(db: Database): Finding[] {
  return db
    .prepare<[], { org: string; body: string }>('SELECT org, body FROM handover_drafts')
    .all()
    .flatMap(({ org, body }) => {
      const draft = Handover.safeParse(readJson(body)).data;
      return draft?.post.org === org
        ? []
        : [{ code: 'handover-draft', message: `岗位 ${org} 进行中的交接班读不懂。` }];
    });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
