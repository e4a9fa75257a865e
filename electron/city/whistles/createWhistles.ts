import type { Operator } from '../../../shared/contract/people.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import type { Refusal, WhistleListQuery, WhistlePage } from '../../../shared/contract/whistles.ts';
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
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import type { CityJournal, Outcome } from '../journal/openJournal.ts';
import type { Clock } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import { listWhistles } from './list.ts';
import type { WhistleStreams } from './log.ts';
import { namedFiles } from './namedFiles.ts';
import { listNotices, showNotices } from './noticeList.ts';
import { logsOf, type OpenWhistle, standingOf, type WhistleLog } from './standing.ts';
import { type WhistleSurroundings, whistleKind } from './streamKind.ts';
import { type SuggestRequest, suggest } from './suggest.ts';

/** What became of a command, with the whistle as it stood right after it. */
export type WhistleOutcome = Outcome<WhistleState, WhistleEvent, Refusal>;

/** Whistles (吹哨) of one city. */
export type Whistles = {
  basis: ClockBasis;
  /**
   * Does what is due first: an act at 10:01 must find what expired at 10:00.
   * @throws CommandIdReused, UnknownWhistle, StoreError
   */
  act(whistle: string, command: WhistleCommand, operator: Operator): Promise<WhistleOutcome>;
  /** The page of a whistle in a state of its own, as an act left it. */
  viewOf(state: WhistleState, operator: Operator | null): WhistleView;
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
  /** What an operator is to be notified of. */
  notices(operator: Operator, query: Parameters<typeof listNotices>[2]): NoticePage;
  /** These were on their screen; how many wait that were on nobody's. */
  noticesShown(operator: Operator, ids: readonly number[]): number;
  /** Open whistles of a post with all their clocks, the oldest first. */
  standing(scope: Scope): OpenWhistle[];
  /** Logs of a post's whistles with anything since then. */
  between(scope: Scope, since: number): WhistleLog[];
};

export type WhistlesParts = Omit<WhistleSurroundings, 'streams' | 'table'> & {
  frame: Frame;
  journal: CityJournal;
  journalTable: Pick<JournalTable, 'notices' | 'reproject'>;
  table: WhistleTable;
  clock: Clock;
};

/** Opens the whistles over the store; timers made under other rules or another calendar are made anew first. */
export function createWhistles(given: WhistlesParts): Whistles {
  const { journal, journalTable, clock, frame } = given;
  const basis = basisOf(frame);
  const streams = journal.register((own: WhistleStreams) => whistleKind({ ...given, streams: own }, basis));
  const parts = { ...given, streams };
  retime(parts);

  function pageOf(state: WhistleState, operator: Operator | null): WhistleView {
    // Others may have acted since: the log as it was when the state came about.
    const log = streams.events(state.id, 0).slice(0, state.seq);
    const view = viewOf(state, log, { ...basis, now: clock.now(), actor: operator });
    return { ...view, files: namedFiles(view, given.attachments) };
  }

  return {
    basis,
    act: (whistle, command, operator) =>
      streams.turn((act) => act(whistle, command, operator, () => undefined)),
    viewOf: pageOf,
    view(id, operator) {
      const state = streams.load(id);
      return state === null ? null : pageOf(state, operator);
    },
    list: (query, operator) => listWhistles(parts, basis, query, operator, clock.now()),
    indicators(period, streets, cases) {
      const whistles = measured(parts, period, streets);
      const items = indicatorsOf(whistles, period, cases, basis.rules);
      return { items, rows: rowsBehind(items, whistles, basis.rules) };
    },
    suggest: (request) => suggest(parts, basis, request, clock.now()),
    checkIn(id) {
      const state = streams.load(id);
      if (state === null || !['blown', 'assembling', 'handling'].includes(state.stage)) return null;
      return { street: state.draft.street, ...given.codes.shown(id, clock.now()) };
    },
    notices: (operator, query) => listNotices(journalTable.notices, operator, query),
    noticesShown: (operator, ids) => showNotices(journalTable.notices, operator, ids, clock.now()),
    standing: (scope) => standingOf(parts, basis, scope, clock.now()),
    between: (scope, since) => logsOf(parts, scope, since, clock.now()),
  };
}

type Opened = WhistlesParts & { streams: WhistleStreams };

function measured(parts: Opened, { from, to }: Period, streets: readonly string[]): Measured[] {
  const { streams, query } = parts;
  return query.changedBetween(from, to).flatMap((id) => {
    const state = streams.load(id);
    if (state === null || (streets.length > 0 && !streets.includes(state.draft.street))) return [];
    return { state, log: streams.events(id, 0) };
  });
}

/** A new calendar year, other rules, a later fold: timers of open whistles follow, in one transaction. */
function retime(parts: Opened): void {
  const { table, journalTable, frame, clock } = parts;
  const body = JSON.stringify(Frame.parse(frame));
  if (table.frame() === body) return;
  journalTable.reproject(projections(parts), () => table.saveFrame(body, clock.now()));
}

function* projections({ table, streams }: Opened) {
  for (const id of table.openIds()) {
    const state = streams.load(id);
    if (state !== null) yield streams.projection(id, state, state.seq, state.updatedAt);
  }
}
