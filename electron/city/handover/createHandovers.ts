import { randomUUID } from 'node:crypto';
import type {
  Acknowledgement,
  Handover,
  HandoverFact,
  HandoverList,
  HandoverRecord,
  HandoverSheet,
  NoteChange,
  PostHandover,
} from '../../../shared/contract/handover.ts';
import { type HandoverCommand, handoverDecider } from '../../../shared/handover/decider.ts';
import type { Scope } from '../../../shared/handover/duty.ts';
import { refreshed } from '../../../shared/handover/refresh.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import { operatorOf } from '../people/operatorOf.ts';
import type { Credentials, NewSession, Sessions } from '../people/sessions.ts';
import type { Clock, Columns } from '../ports.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { countCases } from './caseCounts.ts';
import { type CaseCounts, collectFacts, type FactSources } from './collectFacts.ts';
import { openById, openHandoverOf, readRecord } from './drafts.ts';
import { createPosts } from './post.ts';
import { HandoverRefused } from './refused.ts';
import { type HandoverStreams, handoverKind } from './streamKind.ts';

/** Shift hand-over (交接班) of every post. Each step is by the signed-in operator and returns the post's state after it. */
export type Handovers = {
  /**
   * `fresh`: with the current facts. @throws HandoverRefused for an operator not on duty at a post; so do all
   * functions.
   */
  desk(by: OperatorRecord, fresh: boolean): Promise<PostHandover>;
  /** Opens a hand-over with its digest; returns the open one if there is one. */
  open(by: OperatorRecord): Promise<PostHandover>;
  note(by: OperatorRecord, id: string, change: NoteChange): Promise<PostHandover>;
  choose(by: OperatorRecord, id: string, incoming: string): Promise<PostHandover>;
  acknowledge(by: OperatorRecord, id: string, given: Acknowledgement): Promise<PostHandover>;
  signOutgoing(by: OperatorRecord, id: string, seen: number): Promise<PostHandover>;
  /**
   * Signs for the incoming operator: writes the record to the journal and replaces the session of `token`, in one
   * transaction.
   * @throws HandoverRefused, and PeopleRefused for a wrong PIN
   */
  signIncoming(
    by: OperatorRecord,
    token: string,
    id: string,
    given: Credentials & { seen: number },
  ): Promise<{ signed: NewSession; record: HandoverRecord }>;
  /** Cancels an open hand-over. */
  cancel(by: OperatorRecord, id: string): Promise<void>;
  /** Signed hand-overs, newest first: of the operator's post; of all posts for the district and the auditor. */
  past(by: OperatorRecord, before: number | undefined, limit: number): HandoverList;
  record(by: OperatorRecord, id: string): HandoverSheet;
};

export type HandoverParts = FactSources & {
  journal: CityJournal;
  table: HandoverTable;
  people: PeopleTable;
  sessions: Pick<Sessions, 'takeOver'>;
  columns: Columns;
  manifest: Pick<PackManifest, 'orgs' | 'zone' | 'shifts'>;
  clock: Clock;
  onChange(org: string): void;
};

type HandoverAct = HandoverStreams extends { turn<T>(work: (act: infer A) => Promise<T>): Promise<T> }
  ? A
  : never;
/** A command without id and organisation. */
type CommandFields = HandoverCommand extends infer C
  ? C extends unknown
    ? Omit<C, 'commandId' | 'org'>
    : never
  : never;

export function createHandovers(parts: HandoverParts): Handovers {
  const { table, clock } = parts;
  const posts = createPosts(parts);
  /** Facts collected for a command, kept until it has been decided, since collecting them is slow. */
  const prepared = new Map<string, readonly HandoverFact[]>();
  const streams = parts.journal.register(() =>
    handoverKind(table, (id, { commandId, org }, act) => ({
      ...posts.contextOf(id, org, act),
      facts: prepared.get(commandId) ?? [],
    })),
  );

  const countCasesOf = (scope: Scope, since: number): Promise<CaseCounts> =>
    countCases(parts.columns, scope, parts.nameOf(scope.org), since, clock.now());

  const factsNow = (scope: Scope, since: number, cases: CaseCounts): HandoverFact[] =>
    collectFacts(parts, scope, since, cases, clock.now());

  /** Executes one command within a turn, decided on the basis of `facts`. @throws HandoverRefused */
  async function execute(
    act: HandoverAct,
    by: OperatorRecord | null,
    at: { id: string; org: string; facts: readonly HandoverFact[] },
    asked: CommandFields,
    alongside: () => void,
  ): Promise<Handover | null> {
    const commandId = randomUUID();
    prepared.set(commandId, at.facts);
    try {
      const command: HandoverCommand = { ...asked, commandId, org: at.org };
      const outcome = await act(at.id, command, by === null ? null : operatorOf(by), alongside);
      if (!outcome.ok) throw new HandoverRefused(outcome.refusal.code);
      return outcome.state.stage === 'open' ? outcome.state.handover : null;
    } finally {
      prepared.delete(commandId);
    }
  }

  /** Records new facts in the open hand-over. They are kept even if the step that follows is refused. */
  function refresh(
    act: HandoverAct,
    draft: Handover,
    facts: readonly HandoverFact[],
  ): Promise<Handover | null> {
    const { id, post } = draft;
    if (refreshed(draft, facts, clock.now()) === draft) return Promise.resolve(draft);
    return execute(act, null, { id, org: post.org, facts }, { type: 'refresh' }, nothing);
  }

  /** One step of an open hand-over, with the current facts. */
  async function step(by: OperatorRecord, id: string, asked: CommandFields): Promise<PostHandover> {
    const { org } = by;
    const scope = posts.scopeFor(by);
    const cases = await countCasesOf(scope, openById(streams, id, org).since);
    return streams.turn(async (act) => {
      const draft = openById(streams, id, org);
      const facts = factsNow(scope, draft.since, cases);
      let after: Handover | null = draft;
      try {
        after = await refresh(act, draft, facts);
        after = await execute(act, by, { id, org, facts }, asked, nothing);
      } finally {
        if (after?.seq !== draft.seq) parts.onChange(org);
      }
      return posts.deskOf(by, after);
    });
  }

  return {
    async desk(by, fresh) {
      const scope = posts.scopeFor(by);
      const found = openHandoverOf(table, streams, by.org);
      if (found === null || !fresh) return posts.deskOf(by, found);
      const cases = await countCasesOf(scope, found.since);
      return streams.turn(async (act) => {
        const draft = openHandoverOf(table, streams, by.org);
        if (draft === null) return posts.deskOf(by, null);
        // No event to other windows: reading in one window must not make all others read again.
        return posts.deskOf(by, await refresh(act, draft, factsNow(scope, draft.since, cases)));
      });
    },

    async open(by) {
      const { org } = by;
      const scope = posts.scopeFor(by);
      const since = posts.sinceOf(org, clock.now());
      const cases = await countCasesOf(scope, since);
      return streams.turn(async (act) => {
        const open = openHandoverOf(table, streams, org);
        if (open !== null) return posts.deskOf(by, open);
        const facts = factsNow(scope, since, cases);
        const made = await execute(act, by, { id: randomUUID(), org, facts }, { type: 'open' }, nothing);
        parts.onChange(org);
        return posts.deskOf(by, made);
      });
    },

    note: (by, id, change) => step(by, id, { type: 'note', change }),
    choose: (by, id, operator) => step(by, id, { type: 'choose', operator }),
    acknowledge: (by, id, given) => step(by, id, { type: 'acknowledge', given }),
    signOutgoing: (by, id, seen) => step(by, id, { type: 'sign-outgoing', seen }),

    async signIncoming(by, token, id, { seen, ...given }) {
      const { org } = by;
      const scope = posts.scopeFor(by);
      const cases = await countCasesOf(scope, openById(streams, id, org).since);
      const asked = { type: 'sign-incoming', seen, operator: given.operator } as const;
      const at = () => ({ id, org, facts: factsNow(scope, openById(streams, id, org).since, cases) });
      // Checked before the PIN, so that a refused command does not count as a PIN attempt.
      await streams.turn(async (act) => {
        const now = at();
        if (!isAllowed(now, asked, by)) await execute(act, by, now, asked, nothing);
      });
      const signed = await parts.sessions.takeOver(token, given, async (proven, change) => {
        await streams.turn((act) => execute(act, proven, at(), asked, change));
      });
      const row = table.signed(id);
      if (row === null) throw new Error('signed without a record');
      parts.onChange(org);
      return { signed, record: readRecord(row.event) };
    },

    async cancel(by, id) {
      posts.scopeFor(by);
      await streams.turn(async (act) => {
        openById(streams, id, by.org);
        await execute(act, by, { id, org: by.org, facts: [] }, { type: 'cancel' }, nothing);
      });
      parts.onChange(by.org);
    },

    past: posts.past,
    record: posts.record,
  };

  /** Whether a command would be accepted now, without executing it. */
  function isAllowed(
    { id, org, facts }: { id: string; org: string; facts: readonly HandoverFact[] },
    asked: CommandFields,
    by: OperatorRecord,
  ): boolean {
    const command: HandoverCommand = { ...asked, commandId: '', org };
    const context = { ...posts.contextOf(id, org, { by: operatorOf(by), at: clock.now() }), facts };
    return handoverDecider.decide(streams.load(id), command, context).ok;
  }
}

function nothing(): void {}
