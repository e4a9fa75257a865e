import { randomUUID } from 'node:crypto';
import type {
  Acknowledgement,
  Handover,
  HandoverDesk,
  HandoverFact,
  HandoverList,
  HandoverPerson,
  HandoverRecord,
  NoteChange,
} from '../../../shared/contract/handover.ts';
import {
  acknowledge,
  chooseIncoming,
  opened,
  type Step,
  signIncoming,
  signOutgoing,
  writeNote,
} from '../../../shared/handover/decide.ts';
import { mayBeOnDuty, type Scope, scopeOf } from '../../../shared/handover/duty.ts';
import { refreshed } from '../../../shared/handover/refresh.ts';
import { changeBefore, changeOf, dueChange, SHIFT_TIMES } from '../../../shared/handover/shifts.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import { operatorOf } from '../people/operators.ts';
import type { Sessions, Signed } from '../people/sessions.ts';
import type { Clock, Columns } from '../ports.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { countCases } from './caseCounts.ts';
import { draftFor, draftOf, putDraft, readRecord } from './drafts.ts';
import { type CaseCounts, type Gathering, gather } from './gather.ts';
import { HandoverRefused } from './refused.ts';

/** Shift hand-over (交接班) of every post. Each step is by whoever is signed in, and answers the desk as it stands then. */
export type Handovers = {
  /** `fresh`: on the facts of the moment. @throws HandoverRefused to who keeps no desk; so do all of them. */
  desk(by: OperatorRecord, fresh: boolean): Promise<HandoverDesk>;
  /** Makes the digest; where one is open already, that one. */
  open(by: OperatorRecord): Promise<HandoverDesk>;
  note(by: OperatorRecord, id: string, change: NoteChange): Promise<HandoverDesk>;
  choose(by: OperatorRecord, id: string, incoming: string): Promise<HandoverDesk>;
  acknowledge(by: OperatorRecord, id: string, given: Acknowledgement): Promise<HandoverDesk>;
  signOutgoing(by: OperatorRecord, id: string, seen: number): Promise<HandoverDesk>;
  /**
   * Puts the record into the chain and hands the desk of `token` over, in one transaction.
   * @throws HandoverRefused, and PeopleRefused for the PIN.
   */
  signIncoming(
    by: OperatorRecord,
    token: string,
    id: string,
    given: { seen: number; operator: string; pin: string },
  ): Promise<{ signed: Signed & { token: string }; record: HandoverRecord }>;
  /** Gives an open one up; nothing of it is signed. */
  cancel(by: OperatorRecord, id: string): void;
  /** Signed ones, the newest first: of the own post, and of all for the district and the auditor. */
  past(by: OperatorRecord, before: number | undefined, limit: number): HandoverList;
  record(by: OperatorRecord, id: string): HandoverRecord;
};

export type HandoverParts = Gathering & {
  table: HandoverTable;
  people: PeopleTable;
  sessions: Pick<Sessions, 'takeOver'>;
  columns: Columns;
  manifest: Pick<PackManifest, 'orgs' | 'zone' | 'shifts'>;
  clock: Clock;
  onChange(org: string): void;
};

export function createHandovers(parts: HandoverParts): Handovers {
  const { table, people, clock, manifest } = parts;
  const times = manifest.shifts?.times ?? SHIFT_TIMES;

  function scopeFor(by: OperatorRecord): Scope {
    if (!mayBeOnDuty(operatorOf(by)) || !manifest.orgs.some(({ code }) => code === by.org))
      throw new HandoverRefused('not-on-duty');
    return scopeOf(by.org, manifest.orgs);
  }

  function sinceOf(org: string, now: number): number {
    const last = table.lastSigned(org);
    if (last !== null) return last.signedAt;
    // The shift that this hand-over ends began one change earlier.
    return changeBefore(times, manifest.zone, changeOf(times, manifest.zone, now).at - 1).at;
  }

  const counted = (scope: Scope, since: number): Promise<CaseCounts> =>
    countCases(parts.columns, scope, parts.nameOf(scope.org), since, clock.now());

  const factsNow = (scope: Scope, since: number, cases: CaseCounts): HandoverFact[] =>
    gather(parts, scope, since, cases, clock.now());

  /** Others of the post who may be on duty. */
  function others(org: string, outgoing: string): HandoverPerson[] {
    return people
      .operators()
      .filter((one) => one.org === org && !one.disabled && one.id !== outgoing)
      .map(operatorOf)
      .filter(mayBeOnDuty)
      .map(personOf);
  }

  function note(by: OperatorRecord, action: string, id: string, refusal: string | null): void {
    people.note({
      ...{ at: clock.now(), actor: by.id, action, subject: id },
      ...(refusal === null
        ? { result: 'done', details: { org: by.org } }
        : { result: 'refused', details: { reason: refusal } }),
    });
  }

  function deskOf(by: OperatorRecord, handover: Handover | null): HandoverDesk {
    const { org } = by;
    const last = table.lastSigned(org);
    const able = others(org, handover?.outgoing.id ?? by.id);
    const due = dueChange(times, manifest.zone, last?.signedAt ?? null, clock.now());
    return {
      post: { org, name: parts.nameOf(org) },
      handover,
      last:
        last === null
          ? null
          : {
              id: last.id,
              signedAt: last.signedAt,
              outgoing: readRecord(last.body).outgoing.name,
              incoming: readRecord(last.body).incoming.name,
            },
      // Where nobody could take over, nobody is reminded of it.
      due: able.length === 0 ? null : due,
      people: able,
    };
  }

  /** One step of an open hand-over, on the facts of the moment; what it finds new is kept also where it is refused. */
  async function step(
    by: OperatorRecord,
    id: string,
    act: (handover: Handover, now: number) => Step,
    action: string | null,
  ): Promise<HandoverDesk> {
    const scope = scopeFor(by);
    const cases = await counted(scope, draftFor(table, id, by.org).since);
    const draft = draftFor(table, id, by.org);
    const now = clock.now();
    const facts = factsNow(scope, draft.since, cases);
    const before = refreshed(draft, facts, now);
    const done = act(before, now);
    const after = done.ok ? refreshed(done.handover, facts, now) : before;
    people.together(() => {
      if (after !== draft) putDraft(table, after);
      if (action !== null) note(by, action, id, done.ok ? null : done.code);
    });
    if (after !== draft) parts.onChange(by.org);
    if (!done.ok) throw new HandoverRefused(done.code);
    return deskOf(by, after);
  }

  return {
    async desk(by, fresh) {
      const scope = scopeFor(by);
      const found = draftOf(table, by.org);
      if (found === null || !fresh) return deskOf(by, found);
      const cases = await counted(scope, found.since);
      const draft = draftOf(table, by.org);
      if (draft === null) return deskOf(by, null);
      const after = refreshed(draft, factsNow(scope, draft.since, cases), clock.now());
      // Not told to other windows: they look by themselves, and looking must not call for looking.
      if (after !== draft) putDraft(table, after);
      return deskOf(by, after);
    },

    async open(by) {
      const scope = scopeFor(by);
      const since = sinceOf(by.org, clock.now());
      const cases = await counted(scope, since);
      const open = draftOf(table, by.org);
      if (open !== null) return deskOf(by, open);
      const now = clock.now();
      const last = table.lastSigned(by.org);
      const made = opened({
        ...{ id: randomUUID(), since, now, outgoing: personOf(operatorOf(by)) },
        post: { org: by.org, name: parts.nameOf(by.org) },
        last: last === null ? null : readRecord(last.body),
      });
      const handover = refreshed(made, factsNow(scope, since, cases), now);
      people.together(() => {
        putDraft(table, handover);
        note(by, 'handover.open', handover.id, null);
      });
      parts.onChange(by.org);
      return deskOf(by, handover);
    },

    note: (by, id, change) => step(by, id, (handover) => writeNote(handover, change), null),

    choose: (by, id, incoming) =>
      step(
        by,
        id,
        (handover) => chooseIncoming(handover, fitPerson(people.operator(incoming), by.org)),
        null,
      ),

    acknowledge: (by, id, given) => step(by, id, (handover, now) => acknowledge(handover, given, now), null),

    signOutgoing: (by, id, seen) =>
      step(
        by,
        id,
        (handover, now) => signOutgoing(handover, personOf(operatorOf(by)), seen, now),
        'handover.sign-outgoing',
      ),

    async signIncoming(by, token, id, { seen, operator, pin }) {
      const scope = scopeFor(by);
      const cases = await counted(scope, draftFor(table, id, by.org).since);
      const made: HandoverRecord[] = [];
      function decided(incoming: OperatorRecord): HandoverRecord {
        const draft = draftFor(table, id, by.org);
        const now = clock.now();
        const handover = refreshed(draft, factsNow(scope, draft.since, cases), now);
        const shift = changeOf(times, manifest.zone, now);
        const done = signIncoming(handover, fitPerson(incoming, by.org), seen, now, shift);
        if (done.ok) return done.record;
        throw new HandoverRefused(done.code);
      }
      try {
        // What does not pass anyway must not cost a guess of the PIN.
        const incoming = people.operator(operator);
        if (incoming === null) throw new HandoverRefused('incoming-unfit');
        decided(incoming);
        const signed = await parts.sessions.takeOver(token, operator, pin, (proven) => {
          const record = decided(proven);
          table.sign({
            ...{ id, org: by.org, signedAt: record.incoming.signedAt, body: JSON.stringify(record) },
            ...{ outgoing: record.outgoing.id, incoming: record.incoming.id },
          });
          note(proven, 'handover.sign-incoming', id, null);
          made.push(record);
        });
        const [record] = made;
        if (record === undefined) throw new Error('signed without a record');
        parts.onChange(by.org);
        return { signed, record };
      } catch (error) {
        if (error instanceof HandoverRefused) note(by, 'handover.sign-incoming', id, error.code);
        throw error;
      }
    },

    cancel(by, id) {
      scopeFor(by);
      draftFor(table, id, by.org);
      people.together(() => {
        table.dropDraft(id);
        note(by, 'handover.cancel', id, null);
      });
      parts.onChange(by.org);
    },

    past(by, before, limit) {
      const rows = table.page(readableBy(by), before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const shown = rows.slice(0, limit);
      return {
        items: shown.map(({ seq, body }) => {
          const { id, post, shift, outgoing, incoming, items } = readRecord(body);
          const objected = items.filter(({ ack }) => ack?.verdict === 'objected').length;
          return {
            ...{ seq, id, post, shift, outgoing: outgoing.name, incoming: incoming.name },
            ...{ signedAt: incoming.signedAt, lines: items.length, objected },
          };
        }),
        next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
      };
    },

    record(by, id) {
      const only = readableBy(by);
      const row = table.signed(id);
      if (row === null) throw new HandoverRefused('none-open');
      if (only !== null && row.org !== only) throw new HandoverRefused('other-post');
      return readRecord(row.body);
    },
  };

  /** The post whose records an operator reads; null: all. */
  function readableBy(by: OperatorRecord): string | null {
    if (by.roles.includes('admin') || !manifest.orgs.some(({ code }) => code === by.org))
      throw new HandoverRefused('not-on-duty');
    return scopeOf(by.org, manifest.orgs).kind === 'all' ? null : by.org;
  }
}

function fitPerson(record: OperatorRecord | null, org: string): HandoverPerson {
  if (record === null || record.disabled || record.org !== org) throw new HandoverRefused('incoming-unfit');
  const operator = operatorOf(record);
  if (!mayBeOnDuty(operator)) throw new HandoverRefused('incoming-unfit');
  return personOf(operator);
}

function personOf({ id, name, roles }: HandoverPerson): HandoverPerson {
  return { id, name, roles };
}
