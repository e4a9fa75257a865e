import type { CaseDetail, CaseStage } from '../../../shared/contract/cases.ts';

/** The course of a case (domain.md §2.2) without its side states. */
export const COURSE: readonly CaseStage[] = [
  'reported',
  'registered',
  'dispatched',
  'handling',
  'checking',
  'closed',
];

export type StageStep = {
  stage: CaseStage;
  state: 'done' | 'now' | 'ahead';
  /** UTC ms when it was seen to begin; null when unknown. */
  at: number | null;
};

/**
 * The stages of a case as a line, null when the upstream gives no stage. Times come only from what was
 * observed: the report, changes of the stage in the history, the closing. A side state (挂账, 作废) stands at the end of
 * the stages that were seen, since nothing ahead of it is known.
 */
export function stageLine(
  row: Pick<CaseDetail, 'stage' | 'requestedAt' | 'closedAt' | 'history'>,
): StageStep[] | null {
  const { stage } = row;
  if (stage === null) return null;
  const seen = new Map<string, number>([['reported', row.requestedAt]]);
  for (const entry of row.history) {
    const after = entry.changes['stage']?.[1];
    if (typeof after === 'string') seen.set(after, entry.at);
  }
  if (row.closedAt !== null) seen.set('closed', row.closedAt);
  const at = (name: CaseStage): number | null => seen.get(name) ?? null;
  const current = COURSE.indexOf(stage);
  if (current === -1) {
    const passed = COURSE.filter((name) => name !== 'closed' && seen.has(name));
    return [
      ...passed.map((name): StageStep => ({ stage: name, state: 'done', at: at(name) })),
      { stage, state: 'now', at: at(stage) },
    ];
  }
  return COURSE.map((name, index) => ({
    stage: name,
    state: index < current ? 'done' : index === current ? 'now' : 'ahead',
    at: index <= current ? at(name) : null,
  }));
}
