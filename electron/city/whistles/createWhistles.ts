import type { Operator } from '../../../shared/contract/people.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import type { WhistleListQuery, WhistlePage } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { Scope } from '../../../shared/handover/duty.ts';
import type { ClockBasis } from '../../../shared/whistle/clock.ts';
import { basisOf, Frame } from '../../../shared/whistle/frame.ts';
import {
  type Indicator,
  indicatorsOf,
  type Measured,
  type Period,
  type RowBehind,
  rowsBehind,
} from '../../../shared/whistle/indicators.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import type { Clock, Logger } from '../ports.ts';
import { createEngine, type EngineParts, type Outcome, remade } from './engine.ts';
import { listWhistles } from './list.ts';
import { loadState, readEvents } from './log.ts';
import { namedFiles } from './namedFiles.ts';
import { listNotices, showNotices } from './noticeList.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import { logsOf, type OpenWhistle, standingOf, type WhistleLog } from './standing.ts';
import { type SuggestRequest, suggest } from './suggest.ts';

/** Whistles (吹哨) of one city. */
export type Whistles = {
  basis: ClockBasis;
  /** Does what is due first: an act at 10:01 must find what expired at 10:00. */
  act(whistle: string, command: WhistleCommand, operator: Operator): Outcome;
  /** Null when there is no such whistle. `operator` null: nobody is signed in. */
  view(id: string, operator: Operator | null): WhistleView | null;
  list(query: WhistleListQuery, operator: Operator | null): WhistlePage;
  /** Over whistles of these streets (none: all) with anything in the period; `cases` for the 吹哨率. */
  indicators(
    period: Period,
    streets: readonly string[],
    cases: number,
  ): { items: Indicator[]; rows: RowBehind[] };
  suggest(request: SuggestRequest): ReturnType<typeof suggest>;
  /** The street's check-in code; null when there is no such whistle or its departments are not on their way. */
  checkIn(id: string): { street: string; code: string; until: number } | null;
  /** What an operator is to be told of. */
  notices(operator: Operator, query: Parameters<typeof listNotices>[2]): NoticePage;
  /** These were on their screen; how many wait that were on nobody's. */
  noticesShown(operator: Operator, ids: readonly number[]): number;
  /** Open whistles of a post with all their clocks, the oldest first. */
  standing(scope: Scope): OpenWhistle[];
  /** Logs of a post's whistles with anything since then. */
  between(scope: Scope, since: number): WhistleLog[];
  /** Fires everything that is due. */
  settle(): void;
  stop(): void;
};

export type WhistlesParts = EngineParts & { frame: Frame; clock: Clock; logger: Logger };

/** Opens the whistles over the store; timers made under other rules or another calendar are made anew first. */
export function createWhistles(parts: WhistlesParts): Whistles {
  const { table, clock, frame, logger } = parts;
  const basis = basisOf(frame);
  retime(parts, basis);
  let scheduler: Scheduler | null = null;
  const engine = createEngine(
    {
      ...parts,
      onCommit(committed) {
        parts.onCommit(committed);
        scheduler?.wake();
      },
    },
    basis,
  );
  scheduler = startScheduler(engine.timers, clock, logger);
  const schedule = scheduler;

  return {
    basis,
    act(whistle, command, operator) {
      schedule.settle();
      return engine.act(whistle, command, operator);
    },
    view(id, operator) {
      const state = loadState(table, id);
      if (state === null) return null;
      const log = readEvents(table.events(id, 0));
      const view = viewOf(state, log, { ...basis, now: clock.now(), actor: operator });
      return { ...view, files: namedFiles(view, parts.attachments) };
    },
    list: (query, operator) => listWhistles(parts, basis, query, operator, clock.now()),
    indicators(period, streets, cases) {
      const whistles = measured(parts, period, streets);
      const items = indicatorsOf(whistles, period, cases, basis.rules);
      return { items, rows: rowsBehind(items, whistles, basis.rules) };
    },
    suggest: (request) => suggest(parts, basis, request, clock.now()),
    checkIn(id) {
      const state = loadState(table, id);
      if (state === null || !['blown', 'assembling', 'handling'].includes(state.stage)) return null;
      return { street: state.draft.street, ...parts.codes.shown(id, clock.now()) };
    },
    notices: (operator, query) => listNotices(table.notices, operator, query),
    noticesShown: (operator, ids) => showNotices(table.notices, operator, ids, clock.now()),
    standing: (scope) => standingOf(table, basis, scope, clock.now()),
    between: (scope, since) => logsOf(parts, scope, since, clock.now()),
    settle: () => schedule.settle(),
    stop: () => schedule.stop(),
  };
}

function measured(parts: WhistlesParts, { from, to }: Period, streets: readonly string[]): Measured[] {
  const { table, query } = parts;
  return query.touchedBetween(from, to).flatMap((id) => {
    const state = loadState(table, id);
    if (state === null || (streets.length > 0 && !streets.includes(state.draft.street))) return [];
    return { state, log: readEvents(table.events(id, 0)) };
  });
}

/** A new calendar year, other rules, a later fold: timers of open whistles follow, in one transaction. */
function retime(parts: WhistlesParts, basis: ClockBasis): void {
  const { table, frame, clock } = parts;
  const body = JSON.stringify(Frame.parse(frame));
  if (table.frame() === body) return;
  table.reproject(body, clock.now(), remadeStates(parts, basis));
}

function* remadeStates({ table }: WhistlesParts, basis: ClockBasis) {
  for (const id of table.openIds()) {
    const state = loadState(table, id);
    if (state !== null) yield remade(state, basis);
  }
}
