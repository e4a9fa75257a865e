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
  'ended',
] as const;
export type ColumnId = (typeof COLUMNS)[number];

const OF: Record<WhistleStage, ColumnId> = {
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
  // Ended without being done: kept in sight of those who look for them, not watched.
  withdrawn: 'ended',
  rejected: 'ended',
  merged: 'ended',
};

/** Columns of what nobody has to do anything about; folded until somebody looks. */
export function isOver(column: ColumnId): boolean {
  return column === 'closed' || column === 'ended';
}

export function columnOf(row: Pick<WhistleSummary, 'stage'>): ColumnId {
  return OF[row.stage];
}

/** Shape of a kind, so that no kind is known by colour or word alone. Kinds of other packs get a disc. */
const SHAPES: Record<string, string> = {
  push: '▷',
  hard: '◆',
  emergency: '▲',
  joint: '▣',
};

export function kindShape(kind: string): string {
  return SHAPES[kind] ?? '●';
}

/** The escalation level that still counts: a whistle that is over keeps its level, but alarms nobody any more. */
export function pressingLevel(row: Pick<WhistleSummary, 'level' | 'stage'>): WhistleSummary['level'] {
  return isOver(columnOf(row)) ? 0 : row.level;
}
