import { canonical } from '../../../shared/journal/canonical.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { isTerminal, participants, type WhistleState } from '../../../shared/whistle/state.ts';
import { timersOf } from '../../../shared/whistle/timers.ts';
import { summaryOf } from '../../../shared/whistle/view.ts';
import type { TimerRow } from './timerTable.ts';
import type { WhistleRow } from './whistleTable.ts';

/** The row of a whistle for lists. It depends only on the arguments, so that the integrity check can compute it again. */
export function whistleRowOf(state: WhistleState, context: ClockContext): WhistleRow {
  const { draft } = state;
  const { waiting } = summaryOf(state, { ...context, now: state.updatedAt });
  const waits = new Map(
    waiting
      .flatMap(({ org, roles }) => (roles.length === 0 ? [''] : roles).map((role) => ({ org, role })))
      .map((wait) => [`${wait.org}\n${wait.role}`, wait]),
  );
  return {
    seq: state.seq,
    open: !isTerminal(state),
    stage: state.stage,
    kind: draft.kind,
    level: state.level,
    street: draft.street,
    category: draft.category,
    item: draft.item,
    subject: draft.subject,
    lon: draft.place?.lon ?? null,
    lat: draft.place?.lat ?? null,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    words: [state.id, draft.subject, draft.place?.address ?? '', draft.description]
      .join('\n')
      .toLocaleLowerCase('en'),
    orgs: [...new Set([...participants(state).map((child) => child.org), ...jointOf(state)])].sort(),
    waits: [...waits.values()],
    cases: [...new Set(state.cases.map((one) => one.id))].sort(),
  };
}

/** The second street (联合街道) finds the whistle under its own name, too. */
function jointOf({ joint }: WhistleState): string[] {
  return joint === undefined ? [] : [joint.street];
}

export function timerRowsOf(state: WhistleState, context: ClockContext): TimerRow[] {
  return timersOf(state, context).map((timer) => ({
    id: timer.id,
    dueAt: timer.dueAt,
    body: canonical(timer),
  }));
}
