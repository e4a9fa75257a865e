import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { ClockView, WhistleSummary } from '../../../shared/contract/whistles.ts';
import type { Scope } from '../../../shared/handover/duty.ts';
import type { ClockBasis } from '../../../shared/whistle/clock.ts';
import { present, type WhistleState } from '../../../shared/whistle/state.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import type { WhistleQuery } from '../store/whistleQuery.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import type { WhistleLogs } from './log.ts';

/** An open whistle with all of its clocks. */
export type OpenWhistle = { summary: WhistleSummary; clocks: ClockView[] };
/** What happened to a whistle. */
export type WhistleLog = { id: string; subject: string; log: WhistleEvent[] };

/** Open whistles of a post, the oldest first. */
export function standingOf(
  { table, streams }: { table: Pick<WhistleTable, 'openIds'>; streams: WhistleLogs },
  basis: ClockBasis,
  scope: Scope,
  now: number,
): OpenWhistle[] {
  return table.openIds().flatMap((id) => {
    const state = streams.load(id);
    if (state === null || !concerns(state, scope)) return [];
    const { summary, clocks } = viewOf(state, [], { ...basis, now, actor: null });
    return [{ summary, clocks }];
  });
}

/** Logs of a post's whistles with anything in [since, now]. */
export function logsOf(
  { streams, query }: { streams: WhistleLogs; query: WhistleQuery },
  scope: Scope,
  since: number,
  now: number,
): WhistleLog[] {
  return query.changedBetween(since, now + 1).flatMap((id) => {
    const state = streams.load(id);
    if (state === null || !concerns(state, scope)) return [];
    return [{ id, subject: state.draft.subject, log: streams.events(id, 0) }];
  });
}

function concerns(state: WhistleState, { kind, org }: Scope): boolean {
  if (kind === 'all') return true;
  if (kind === 'street') return state.draft.street === org;
  return present(state).some((child) => child.org === org);
}
