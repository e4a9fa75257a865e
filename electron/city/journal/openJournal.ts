import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/contract/people.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { Clock, Journal, JournalEntry, JournalHead, Logger, StoredEntry } from '../ports.ts';
import { headAfter } from '../store/chain.ts';
import { StoreError } from '../store/errors.ts';
import type { JournalTable, Projection } from '../store/journalTable.ts';
import type { DueTimer } from '../store/timerTable.ts';
import { loadState, placeChange, projectionOf, readState } from './fold.ts';
import { type AnyKind, assertSame, createFollower, JournalUnavailable, unavailable } from './follow.ts';
import { localJournal } from './localJournal.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import type { CommandHead, EventHead, StreamKind } from './streamKind.ts';
import { createTurns } from './turns.ts';

/** What became of a command. `repeated`: it had been answered before, and nothing was done again. */
export type Outcome<S, E, R> = { repeated: boolean } & (
  | { ok: true; events: E[]; state: S }
  | { ok: false; refusal: R }
);

/** Another command came under an id that had been used. */
export class CommandIdReused extends Error {}

/** What was committed, for those who follow. */
export type Committed = { kind: string; at: number; seq: number; ids: string[]; what: string[] };

/** Gives one command inside a turn. `alongside` writes to other tables in the same transaction. */
export type ActNow<S, C, E, R> = (
  subject: string,
  command: C,
  by: Operator | null,
  alongside: () => void,
) => Promise<Outcome<S, E, R>>;

/** The streams of one kind. */
export type Streams<S, C, E, R> = {
  /**
   * Runs `work` when it is its turn, after everything that is due has been fired: an act at 10:01 must find what expired
   * at 10:00. Whatever `work` reads stays as it is until it has acted.
   * @throws CommandIdReused, StoreError, and whatever `work` throws.
   */
  turn<T>(work: (act: ActNow<S, C, E, R>) => Promise<T>): Promise<T>;
  /** Null when there is no such stream. */
  load(subject: string): S | null;
  /** A stored state as this program folds it. */
  read(subject: string, stored: { state: string; foldVersion: number }): S;
  /** Events of a stream after its `version`-th. */
  events(subject: string, version: number): E[];
  /** What is made of a state, to be written anew. */
  projection(subject: string, state: S, version: number, updatedAt: number): Projection;
};

/** The journal of the city: every kind of stream is registered here, and acts through here. */
export type CityJournal = {
  /** `make` is given the streams of its kind, to read from. */
  register<S, C extends CommandHead, E extends EventHead, R>(
    make: (streams: Streams<S, C, E, R>) => StreamKind<S, C, E, R>,
  ): Streams<S, C, E, R>;
  /** From now on what falls due is fired. Call when every kind is registered. */
  start(): void;
  /** Fires everything that is due. */
  fireDue(): Promise<void>;
  /** Fires nothing more; resolves when the act under way has ended. */
  stop(): Promise<void>;
};

export type JournalParts = {
  table: JournalTable;
  /** Null: the store itself is the journal. */
  shared: Journal | null;
  clock: Clock;
  logger: Logger;
  /** After the commit: whatever it does can no longer undo the act. */
  onCommit(committed: Committed): void;
};

/** A shared journal that always moves on before we come is no place to decide in. */
const MOST_TRIES = 20;
const SYSTEM = 'system';

export function openJournal(parts: JournalParts): CityJournal {
  const { table, shared, clock, logger } = parts;
  const journal = shared ?? localJournal(table);
  const turns = createTurns();
  const kinds = new Map<string, AnyKind>();
  const follow = createFollower(table, shared, kinds);
  let scheduler: Scheduler | null = null;

  /** One command: receipt, decision, append, projection, effects, in this order. */
  async function act<S, C extends CommandHead, E extends EventHead, R>(
    kind: StreamKind<S, C, E, R>,
    subject: string,
    command: C,
    by: Operator | null,
    alongside: () => void,
  ): Promise<Outcome<S, E, R>> {
    const head = headOf(kind.kind, subject, command, by);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const earlier = table.entry(command.commandId);
      if (earlier !== null) return replay(kind, earlier, head);
      const stored = table.stream(kind.kind, subject);
      const state = stored === null ? null : readState(table, kind, subject, stored);
      // A clock that was set back must not put an act before the one it follows.
      const at = Math.max(clock.now(), stored?.updatedAt ?? 0);
      const decision = kind.decide(subject, state, command, { by, at });
      const changes = decision.ok ? decision.changes.map((change) => placeChange(table, kind, change)) : [];
      const entry: JournalEntry = {
        ...head,
        at,
        events: changes.flatMap((change) => change.logged),
        refusal: decision.ok ? null : JSON.stringify(decision.refusal),
      };
      const after = table.head();
      if ((await append(entry, after)) !== 'written') {
        await follow();
        continue;
      }
      const made = changes.map((placed) => projectionOf(kind, placed, at));
      const { seq } = table.write(entry, kind.audited(command), made, () => {
        if (shared !== null) assertSame(table.head(), headAfter(after, entry));
        if (decision.ok) alongside();
      });
      if (!decision.ok) return { repeated: false, ok: false, refusal: decision.refusal };
      const [own] = decision.changes;
      if (own === undefined) throw new Error('a command that passed must change its stream');
      announceCommit({
        ...{ kind: kind.kind, at, seq, ids: decision.changes.map((change) => change.subject) },
        what: [...new Set(decision.changes.flatMap((change) => change.events.map((event) => event.type)))],
      });
      return { repeated: false, ok: true, events: [...own.events], state: own.state };
    }
    throw new JournalUnavailable(`the journal moved on ${MOST_TRIES} times before ${command.commandId}`);
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
  async function fireOne(now: number): Promise<boolean> {
    const timer = table.timers.next([...kinds.keys()]);
    if (timer === null || timer.dueAt > now) return false;
    try {
      await fire(timer);
    } catch (error) {
      if (error instanceof StoreError || error instanceof JournalUnavailable) throw error;
      // One stream's timer that cannot be fired must not stop those of all others: it is set aside, and verify reports it.
      logger.error({ error, stream: timer.subject, timer: timer.id }, 'timer set aside');
      table.timers.setStuck(timer);
    }
    return true;
  }

  async function fire(timer: DueTimer): Promise<void> {
    const kind = kinds.get(timer.kind);
    if (kind === undefined) throw new Error(`timer of an unknown kind ${timer.kind}`);
    const outcome = await act(kind, timer.subject, kind.expire(timer.subject, timer.id), null, nothing);
    if (!outcome.ok) throw new Error(`timer refused: ${JSON.stringify(outcome.refusal)}`);
    const left = table.timers.of(timer.kind, timer.subject).some((row) => row.id === timer.id);
    if (left) throw new Error('timer is still there after firing');
  }

  /** Inside a turn. */
  async function fireAllDue(): Promise<void> {
    await follow();
    while (await fireOne(clock.now()));
  }

  return {
    register<S, C extends CommandHead, E extends EventHead, R>(
      make: (streams: Streams<S, C, E, R>) => StreamKind<S, C, E, R>,
    ): Streams<S, C, E, R> {
      const streams: Streams<S, C, E, R> = {
        turn: (work) =>
          turns.run(async () => {
            await fireAllDue();
            return work((subject, command, by, alongside) => act(kind, subject, command, by, alongside));
          }),
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
          fireOne: (now) => turns.run(() => fireOne(now)),
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

/** An entry as far as the command alone determines it. */
function headOf(kind: string, subject: string, command: CommandHead, by: Operator | null) {
  const named = canonical({ [kind]: subject, command });
  return {
    ...{ kind, command: command.commandId, subject, type: command.type, operator: by?.id ?? SYSTEM },
    ...{ console: '', doneAt: null, body: canonical(command) },
    bodyHash: createHash('sha256').update(named).digest(),
  };
}
