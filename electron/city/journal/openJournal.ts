import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/contract/people.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { Clock, Journal, JournalEntry, JournalHead, Logger, StoredEntry } from '../ports.ts';
import { headAfter } from '../store/chain.ts';
import { StoreError } from '../store/errors.ts';
import type { JournalTable, Projection } from '../store/journalTable.ts';
import type { DueTimer } from '../store/timerTable.ts';
import { type AnyKind, assertSameHead, createCatchUp, JournalUnavailable, unavailable } from './catchUp.ts';
import { loadState, numberChange, projectionOf, readState } from './fold.ts';
import { localJournal } from './localJournal.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import { createSerialQueue } from './serialQueue.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';

/** The outcome of a command. `repeated`: it was answered before, and nothing was done again. */
export type Outcome<S, E, R> = { repeated: boolean } & (
  | { ok: true; events: E[]; state: S }
  | { ok: false; refusal: R }
);

/** A different command was sent under an id that is already used. */
export class CommandIdReused extends Error {}

/** A committed command, for subscribers. */
export type Committed = { kind: string; at: number; seq: number; ids: string[]; what: string[] };

/** Executes one command within a turn. `alongside` writes to other tables in the same transaction. */
export type ActNow<S, C, E, R> = (
  subject: string,
  command: C,
  by: Operator | null,
  alongside: () => void,
) => Promise<Outcome<S, E, R>>;

/** The streams of one kind. */
export type Streams<S, C, E, R> = {
  /**
   * Runs `work` in its turn, after all due timers have fired: a command at 10:01 must see what expired at 10:00. Nothing
   * changes between a read in `work` and its command.
   * @throws CommandIdReused, StoreError, and whatever `work` throws.
   */
  turn<T>(work: (act: ActNow<S, C, E, R>) => Promise<T>): Promise<T>;
  /** The same without firing what is due before: at a start, timers were computed by the rules of the time before. */
  turnBeforeTimers<T>(work: (act: ActNow<S, C, E, R>) => Promise<T>): Promise<T>;
  /** Executes one command within a turn that another kind has begun: what a meeting decides becomes orders at once. */
  actWithin: ActNow<S, C, E, R>;
  /** The state of a stream; null if there is no such stream. */
  load(subject: string): S | null;
  /** A stored state, folded again if another version folded it. */
  read(subject: string, stored: { state: string; foldVersion: number }): S;
  /** Events of a stream after its `version`-th. */
  events(subject: string, version: number): E[];
  /** The projection of a state, to be rewritten. */
  projection(subject: string, state: S, version: number, updatedAt: number): Projection;
};

/** The journal of the city. Every kind of stream is registered here, and its commands are executed here. */
export type CityJournal = {
  /** Registers a kind of stream. `make` gets access to the streams of its kind. */
  register<S, C extends CommandHead, E extends EventHead, R>(
    make: (streams: Streams<S, C, E, R>) => StreamKind<S, C, E, R>,
  ): Streams<S, C, E, R>;
  /** Starts firing timers. To be called once every kind is registered. */
  start(): void;
  /** Fires all due timers. */
  fireDue(): Promise<void>;
  /** Stops firing timers; resolves when the current command has ended. */
  stop(): Promise<void>;
};

export type JournalParts = {
  table: JournalTable;
  /** A journal shared by several machines; null: the store itself is the journal. */
  shared: Journal | null;
  clock: Clock;
  logger: Logger;
  /**
   * The operator with the rights held when the turn of the command has come: it may have waited for other commands, or for
   * its PIN to be checked. @throws where the operator may not act any more
   */
  current(by: Operator): Operator;
  /** Called after the commit; an error in it does not undo the command. */
  onCommit(committed: Committed): void;
};

/** How often a command is decided again because another machine appended to the shared journal first. */
const MAX_TRIES = 20;
const SYSTEM = 'system';

export function openJournal(parts: JournalParts): CityJournal {
  const { table, shared, clock, logger } = parts;
  const journal = shared ?? localJournal(table);
  const turns = createSerialQueue();
  const kinds = new Map<string, AnyKind>();
  /** Links (hex) of entries that this machine appends to a shared journal, until what follows from them is written too. */
  const appending = new Set<string>();
  const catchUp = createCatchUp(table, shared, kinds, appending, ({ kind, at, head, events }) =>
    announceCommit({
      ...{ kind, at, seq: head.seq, ids: [...new Set(events.map(({ subject }) => subject))] },
      what: [...new Set(events.map(({ text }): string => JSON.parse(text).type))],
    }),
  );
  let scheduler: Scheduler | null = null;

  /** Executes one command: receipt, decision, append, projection, effects, in this order. */
  async function act<S, C extends CommandHead, E extends EventHead, R>(
    kind: StreamKind<S, C, E, R>,
    subject: string,
    command: C,
    by: Operator | null,
    alongside: () => void,
  ): Promise<Outcome<S, E, R>> {
    const head = entryFields(kind.kind, subject, command, by);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const earlier = table.entry(command.commandId);
      if (earlier !== null) return replay(kind, earlier, head);
      const stored = table.stream(kind.kind, subject);
      const state = stored === null ? null : readState(table, kind, subject, stored);
      // If the clock was set back, a command must not be dated before the one it follows.
      const at = Math.max(clock.now(), stored?.updatedAt ?? 0);
      const actor = by === null ? null : parts.current(by);
      const decision = kind.decide(subject, state, command, { by: actor, at });
      const changes = decision.ok ? decision.changes.map((change) => numberChange(table, kind, change)) : [];
      const entry: JournalEntry = {
        ...head,
        at,
        events: changes.flatMap((change) => change.logged),
        refusal: decision.ok ? null : JSON.stringify(decision.refusal),
      };
      const after = table.head();
      const link = headAfter(after, entry).link.toString('hex');
      if (shared !== null) appending.add(link);
      if ((await append(entry, after)) !== 'written') {
        appending.delete(link);
        await catchUp();
        continue;
      }
      const made = changes.map((placed) => projectionOf(kind, placed, at));
      const { seq } = table.write(entry, kind.audited(command), made, () => {
        if (shared !== null) assertSameHead(table.head(), headAfter(after, entry));
        if (decision.ok) alongside();
      });
      appending.delete(link);
      if (!decision.ok) return { repeated: false, ok: false, refusal: decision.refusal };
      const [own] = decision.changes;
      if (own === undefined) throw new Error('a command that passed must change its stream');
      announceCommit({
        ...{ kind: kind.kind, at, seq, ids: decision.changes.map((change) => change.subject) },
        what: [...new Set(decision.changes.flatMap((change) => change.events.map((event) => event.type)))],
      });
      return { repeated: false, ok: true, events: [...own.events], state: own.state };
    }
    throw new JournalUnavailable(`the journal moved on ${MAX_TRIES} times before ${command.commandId}`);
  }

  async function append(entry: JournalEntry, after: JournalHead): ReturnType<Journal['append']> {
    try {
      return await journal.append(entry, after);
    } catch (error) {
      throw unavailable(error);
    }
  }

  function replay<S, C extends CommandHead, E extends EventHead, R>(
    kind: StreamKind<S, C, E, R>,
    earlier: StoredEntry,
    head: Pick<JournalEntry, 'kind' | 'command' | 'subject' | 'operator' | 'bodyHash'>,
  ): Outcome<S, E, R> {
    if (earlier.operator !== head.operator || !earlier.bodyHash.equals(head.bodyHash))
      throw new CommandIdReused(head.command);
    if (earlier.refusal !== null) return { repeated: true, ok: false, refusal: JSON.parse(earlier.refusal) };
    const state = loadState(table, kind, head.subject);
    if (state === null) throw new Error(`${head.kind} ${head.subject} has no state`);
    const own = earlier.events.filter((event) => event.subject === head.subject && event.kind === head.kind);
    return { repeated: true, ok: true, events: own.map(({ text }): E => JSON.parse(text)), state };
  }

  function announceCommit(committed: Committed): void {
    scheduler?.wake();
    try {
      parts.onCommit(committed);
    } catch (error) {
      logger.error({ error, ids: committed.ids }, 'what follows a commit failed');
    }
  }

  /** Fires the earliest timer that is due at `now`; false when there is none. */
  async function fireNext(now: number): Promise<boolean> {
    const timer = table.timers.next([...kinds.keys()]);
    if (timer === null || timer.dueAt > now) return false;
    try {
      await fire(timer);
    } catch (error) {
      if (error instanceof StoreError || error instanceof JournalUnavailable) throw error;
      // A timer that cannot be fired must not block those of other streams: it is set aside, and `verify` reports it.
      logger.error({ error, stream: timer.subject, timer: timer.id }, 'timer set aside');
      table.timers.setStuck(timer);
    }
    return true;
  }

  async function fire(timer: DueTimer): Promise<void> {
    const kind = kinds.get(timer.kind);
    if (kind === undefined) throw new Error(`timer of an unknown kind ${timer.kind}`);
    const outcome = await act(
      kind,
      timer.subject,
      kind.expireCommand(timer.subject, timer.id),
      null,
      nothing,
    );
    if (!outcome.ok) throw new Error(`timer refused: ${JSON.stringify(outcome.refusal)}`);
    const left = table.timers.of(timer.kind, timer.subject).some((row) => row.id === timer.id);
    if (left) throw new Error('timer is still there after firing');
  }

  /** To be called within a turn. */
  async function fireAllDue(): Promise<void> {
    await catchUp();
    while (await fireNext(clock.now()));
  }

  return {
    register<S, C extends CommandHead, E extends EventHead, R>(
      make: (streams: Streams<S, C, E, R>) => StreamKind<S, C, E, R>,
    ): Streams<S, C, E, R> {
      const actNow: ActNow<S, C, E, R> = (subject, command, by, alongside) =>
        act(kind, subject, command, by, alongside);
      const streams: Streams<S, C, E, R> = {
        turn: (work) =>
          turns.run(async () => {
            await fireAllDue();
            return work(actNow);
          }),
        turnBeforeTimers: (work) => turns.run(() => work(actNow)),
        actWithin: actNow,
        load: (subject) => loadState(table, kind, subject),
        read: (subject, stored) => readState(table, kind, subject, stored),
        events: (subject, version) =>
          table.events(kind.kind, subject, version).map((text) => JSON.parse(text)),
        projection: (subject, state, version, updatedAt) =>
          projectionOf(kind, { change: { subject, events: [], state }, version }, updatedAt),
      };
      const kind = make(streams);
      if (kinds.has(kind.kind)) throw new Error(`the kind ${kind.kind} is registered twice`);
      kinds.set(kind.kind, kind);
      return streams;
    },
    start() {
      scheduler ??= startScheduler(
        {
          nextDue: () => table.timers.next([...kinds.keys()])?.dueAt ?? null,
          fireNext: (now) => turns.run(() => fireNext(now)),
        },
        clock,
        logger,
      );
    },
    fireDue: () => turns.run(fireAllDue),
    async stop() {
      scheduler?.stop();
      await turns.idle();
    },
  };
}

function nothing(): void {}

/** The fields of an entry that depend on the command alone. */
function entryFields(kind: string, subject: string, command: CommandHead, by: Operator | null) {
  const named = canonical({ [kind]: subject, command });
  return {
    ...{ kind, command: command.commandId, subject, type: command.type, operator: by?.id ?? SYSTEM },
    ...{ console: '', doneAt: command.backEntry?.occurredAt ?? null, body: canonical(command) },
    bodyHash: createHash('sha256').update(named).digest(),
  };
}
