import type { CityJournal, Streams } from '../../../electron/city/journal/openJournal.ts';
import type { StreamKind } from '../../../electron/city/journal/streamKind.ts';
import type { Decider } from '../../../shared/journal/decider.ts';

/**
 * A kind of stream as small as can be: a counter. What a real one has in a folder of `shared` (the rules) and in a folder
 * of `electron/city` (the kind) stands here together; nothing else of the program knows of it.
 */
export type Counter = { count: number; fullAt: number | null };
export type CounterCommand =
  | { commandId: string; type: 'add'; by: number }
  | { commandId: string; type: 'empty'; timer: string };
/** `to` is absolute: an event decided on a state that was no longer the last would show. */
export type CounterEvent = { type: 'added'; to: number; at: number } | { type: 'emptied' };
export type CounterRefusal = { code: 'full' };
export type CounterStreams = Streams<Counter, CounterCommand, CounterEvent, CounterRefusal>;

const FULL = 1000;
export const MINUTE = 60_000;

export const counterRules: Decider<Counter, CounterCommand, CounterEvent, CounterRefusal, { now: number }> = {
  kind: 'counter',
  decide(state, command, { now }) {
    const count = state?.count ?? 0;
    if (command.type === 'add' && count + command.by > FULL) return { ok: false, refusal: { code: 'full' } };
    const event: CounterEvent =
      command.type === 'add' ? { type: 'added', to: count + command.by, at: now } : { type: 'emptied' };
    return { ok: true, changes: [{ subject: 'c', events: [event], state: this.evolve(state, event) }] };
  },
  evolve: (_state, event) =>
    event.type === 'emptied'
      ? { count: 0, fullAt: null }
      : { count: event.to, fullAt: event.to === FULL ? event.at : null },
};

/** Told each step of an act by name, before it is taken. */
export type Watch = (step: 'decide' | 'project') => void;

export function counterKind(watch: Watch): StreamKind<Counter, CounterCommand, CounterEvent, CounterRefusal> {
  return {
    kind: counterRules.kind,
    foldVersion: 1,
    decide(_subject, state, command, { at }) {
      watch('decide');
      return counterRules.decide(state, command, { now: at });
    },
    evolve: counterRules.evolve,
    audited: () => true,
    timers: ({ fullAt }) => (fullAt === null ? [] : [{ id: 'empty', dueAt: fullAt + MINUTE, body: '{}' }]),
    notices: (events, first) =>
      events.flatMap(({ type }, index) =>
        type === 'emptied' ? [{ version: first + index, recipient: 'org:C', about: null, body: '{}' }] : [],
      ),
    writeTables: () => watch('project'),
    expireCommand: (subject, timer) => ({ commandId: `t-${subject}-${timer}`, type: 'empty', timer }),
  };
}

export function registerCounter(journal: CityJournal, watch: Watch): CounterStreams {
  return journal.register(() => counterKind(watch));
}

export const COUNTING = { id: 'duty', name: '甲', roles: [], org: 'C', streets: [], active: true };

/** Adds under a command id of its own. */
export function add(streams: CounterStreams, commandId: string, by = 1) {
  return streams.turn((act) => act('c', { commandId, type: 'add', by }, COUNTING, () => undefined));
}
