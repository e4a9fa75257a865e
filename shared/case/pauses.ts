import type { CasePause, CaseStage } from '../contract/cases.ts';

/** When an upstream says that a case was suspended (挂账), UTC ms; `to` null: no end is given. */
export type Suspension = { from: number; to: number | null };

/** What a received row says that matters for the pauses of its case. Times UTC ms. */
export type PauseReport = {
  status: 'open' | 'closed';
  stage: CaseStage | null;
  requestedAt: number;
  updatedAt: number | null;
  closedAt: number | null;
  /** Absent where the upstream gives no times of a suspension. */
  suspension?: Suspension;
};

/** The stages in which the clock of a pack's limit rests (domain.md §2.5, §2.6): 挂账, and 待核查 until it is checked. */
const RESTING: Partial<Record<CaseStage, CasePause['why']>> = {
  suspended: 'suspended',
  checking: 'checking',
};

/**
 * The pauses of a case (计时暂停) after another row of it came, in order of their beginning. Times that the upstream gives
 * stand as given. Where it gives a stage alone, a pause begins and ends when that change was observed: at the row's time
 * of change, or else at `seenAt`, when the row came. A row without a stage says nothing of pauses, unless its case is
 * closed: then none goes on.
 */
export function nextPauses(
  known: readonly CasePause[],
  row: PauseReport,
  seenAt: number,
): readonly CasePause[] {
  // Most rows: nothing rests, and nothing did.
  if (
    known.length === 0 &&
    row.suspension === undefined &&
    (row.stage === null || RESTING[row.stage] === undefined)
  )
    return known;
  const given = givenPause(row);
  const kept = given === null ? known : known.filter((pause) => !isSameSuspension(pause, given));
  const changedAt = Math.min(row.updatedAt ?? seenAt, seenAt);
  const next = given === null ? [...kept] : [...kept, given];
  const why = restingNow(row, given);
  if (why === undefined) return ordered(next);
  const endedAt = row.status === 'closed' ? Math.min(row.closedAt ?? changedAt, changedAt) : changedAt;
  const ended = next.map((pause) =>
    pause.to === null && pause.why !== why ? { ...pause, to: Math.max(pause.from, endedAt) } : pause,
  );
  if (why === null || ended.some((pause) => pause.to === null)) return ordered(ended);
  const last = Math.max(row.requestedAt, ...ended.map((pause) => pause.to ?? pause.from));
  return ordered([...ended, { from: Math.max(changedAt, last), to: null, why, basis: 'observed' }]);
}

/** Why the clock rests now by the row; null: it runs; undefined: the row does not say. */
function restingNow(
  { status, stage }: PauseReport,
  given: CasePause | null,
): CasePause['why'] | null | undefined {
  if (status === 'closed') return null;
  if (stage !== null) return RESTING[stage] ?? null;
  return given?.to === null ? given.why : undefined;
}

/** Whether two lists of pauses are the same. */
export function isSamePauses(a: readonly CasePause[], b: readonly CasePause[]): boolean {
  return (
    a.length === b.length &&
    a.every((pause, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        pause.from === other.from &&
        pause.to === other.to &&
        pause.why === other.why &&
        pause.basis === other.basis
      );
    })
  );
}

/**
 * The suspension that the row gives, null if it gives none that can be used. Without an end it is going on only while the
 * row's stage does not say otherwise.
 */
function givenPause({ suspension, stage, status, requestedAt }: PauseReport): CasePause | null {
  if (suspension === undefined) return null;
  const from = Math.max(suspension.from, requestedAt);
  const { to } = suspension;
  if (to === null) {
    const goesOn = status === 'open' && (stage === null || stage === 'suspended');
    return goesOn ? { from, to, why: 'suspended', basis: 'upstream' } : null;
  }
  return to > from ? { from, to, why: 'suspended', basis: 'upstream' } : null;
}

/** The same suspension told again: it has got an end, or its times are given where they were observed before. */
function isSameSuspension(pause: CasePause, given: CasePause): boolean {
  if (pause.why !== 'suspended') return false;
  if (pause.from === given.from) return true;
  return (
    pause.from < (given.to ?? Number.POSITIVE_INFINITY) && given.from < (pause.to ?? Number.POSITIVE_INFINITY)
  );
}

function ordered(pauses: CasePause[]): CasePause[] {
  return pauses.sort(
    (a, b) => a.from - b.from || (a.to ?? Number.POSITIVE_INFINITY) - (b.to ?? Number.POSITIVE_INFINITY),
  );
}
