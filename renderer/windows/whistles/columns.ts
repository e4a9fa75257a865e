import type { WhistleStage, WhistleSummary } from '../../../shared/contract/whistles.ts';

/** Columns of the board from left to right; 已吹哨 and 报到中 share one, since both wait for people to come. */
export const COLUMNS = [
  'draft',
  'approval',
  'triage',
  'coming',
  'handling',
  'confirm',
  'rating',
  'suspended',
  'closed',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

const OF: Record<WhistleStage, ColumnId | null> = {
  draft: 'draft',
  'pending-approval': 'approval',
  'pending-triage': 'triage',
  blown: 'coming',
  assembling: 'coming',
  handling: 'handling',
  'pending-confirm': 'confirm',
  'pending-eval': 'rating',
  closed: 'closed',
  suspended: 'suspended',
  // Ended without being done: found by search and by their address, not watched.
  withdrawn: null,
  rejected: null,
  merged: null,
};

export function columnOf(row: Pick<WhistleSummary, 'stage'>): ColumnId | null {
  return OF[row.stage];
}

/** Shape of a kind, so that no kind is told by colour or by a word alone. Kinds of other packs get a disc. */
const SHAPES: Record<string, string> = {
  push: '▷',
  hard: '◆',
  emergency: '▲',
  joint: '▣',
};

export function kindShape(kind: string): string {
  return SHAPES[kind] ?? '●';
}
