import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { type Adjustments, NO_ADJUSTMENTS } from '../../../shared/assessment/counting.ts';
import {
  adjustmentsOf,
  type PublicationEvent,
  publicationDecider,
} from '../../../shared/assessment/publication/decider.ts';
import { readSnapshot } from '../../../shared/assessment/publication/snapshot.ts';
import type { Publication } from '../../../shared/contract/assessmentPublication.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { Finding } from './caseIntegrity.ts';
import { linesOf, snapshotFault, snapshotPath } from './snapshotFiles.ts';

/**
 * Checks frozen periods (考核发布): each state against its events, each snapshot to the last byte, and every list that was
 * frozen, published or corrected against what its rows come to when they are counted again.
 */
export function assessmentFindings(db: Database, dataDir: string): Finding[] {
  const streams = db.prepare<[], { key: number; subject: string; state: string }>(
    "SELECT key, subject, state FROM streams WHERE kind = 'assessment' ORDER BY key",
  );
  const events = db
    .prepare<[number], string>('SELECT event FROM journal_events WHERE stream = ? ORDER BY version')
    .pluck();
  const found: Finding[] = [];
  for (const { key, subject, state } of streams.all()) {
    const finding = (why: string) =>
      found.push({ code: 'assessment', message: `考核发布 ${subject} ${why}。` });
    const folded = foldOf(events.all(key));
    if (folded === null || canonical(folded) !== state) finding('的当前内容与其日志不符');
    else for (const why of publicationFaults(folded, dataDir)) finding(why);
  }
  return found;
}

function foldOf(log: readonly string[]): Publication | null {
  let state: Publication | null = null;
  try {
    for (const text of log) {
      const event: PublicationEvent = JSON.parse(text);
      state = publicationDecider.evolve(state, event);
    }
    return state;
  } catch {
    return null;
  }
}

function publicationFaults(state: Publication, dataDir: string): string[] {
  const { snapshot } = state;
  const path = snapshotPath(dataDir, snapshot.content);
  const named = snapshot.content.slice(0, 12);
  if (!existsSync(path)) return [`的快照 ${named} 找不到`];
  const bytes = readFileSync(path);
  const lines = (): Iterable<string> => linesOf(gunzipSync(bytes));
  try {
    if (snapshotFault(snapshot, bytes) !== null) return [`的快照 ${named} 已被改动`];
    const tables = (adjustments: Adjustments): string => {
      const reading = readSnapshot(adjustments, () => undefined);
      for (const line of lines()) reading.line(line);
      const result = reading.result();
      return createHash('sha256').update(canonical(result.tables)).digest('hex');
    };
    const faults = tables(NO_ADJUSTMENTS) === state.tables ? [] : ['的征求意见稿与其快照重算的不符'];
    if (state.published !== null && tables(adjustmentsOf(state, 0)) !== state.published.tables)
      faults.push('的发布数字与其快照重算的不符');
    for (const [index, correction] of state.corrections.entries())
      if (tables(adjustmentsOf(state, index + 1)) !== correction.tables)
        faults.push(`的第 ${index + 1} 次更正与其快照重算的不符`);
    return faults;
  } catch {
    return [`的快照 ${named} 读不懂`];
  }
}
