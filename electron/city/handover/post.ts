import type {
  Handover,
  HandoverDesk,
  HandoverList,
  HandoverPerson,
  HandoverRecord,
} from '../../../shared/contract/handover.ts';
import type { HandoverContext } from '../../../shared/handover/decider.ts';
import { mayBeOnDuty, type Scope, scopeOf } from '../../../shared/handover/duty.ts';
import type { NameOf } from '../../../shared/handover/facts.ts';
import { changeBefore, changeOf, dueChange, SHIFT_TIMES } from '../../../shared/handover/shifts.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import type { Act } from '../journal/streamKind.ts';
import { operatorOf } from '../people/operators.ts';
import type { Clock } from '../ports.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { readRecord } from './drafts.ts';
import { HandoverRefused } from './refused.ts';

/** What is known of posts (岗位) and their shifts beside the open hand-over. */
export type Posts = {
  /** @throws HandoverRefused to who keeps no desk. */
  scopeFor(by: OperatorRecord): Scope;
  /** Since when the shift has run that a hand-over would end now. */
  sinceOf(org: string, now: number): number;
  /** What a step stands on beside the facts. */
  contextOf(id: string, org: string, act: Act): Omit<HandoverContext, 'facts'>;
  deskOf(by: OperatorRecord, handover: Handover | null): HandoverDesk;
  past(by: OperatorRecord, before: number | undefined, limit: number): HandoverList;
  record(by: OperatorRecord, id: string): HandoverRecord;
};

export function createPosts(parts: {
  table: HandoverTable;
  people: PeopleTable;
  manifest: Pick<PackManifest, 'orgs' | 'zone' | 'shifts'>;
  clock: Clock;
  nameOf: NameOf;
}): Posts {
  const { table, people, manifest, clock, nameOf } = parts;
  const times = manifest.shifts?.times ?? SHIFT_TIMES;

  function sinceOf(org: string, now: number): number {
    const last = table.lastSigned(org);
    if (last !== null) return last.signedAt;
    // The shift that this hand-over ends began one change earlier.
    return changeBefore(times, manifest.zone, changeOf(times, manifest.zone, now).at - 1).at;
  }

  /** Others of the post who may be on duty. */
  function others(org: string, outgoing: string): HandoverPerson[] {
    return people.operators().flatMap((one) => {
      const person = one.id === outgoing ? null : fitPerson(one, org);
      return person === null ? [] : [person];
    });
  }

  /** The post whose records an operator reads; null: all. */
  function readableBy(by: OperatorRecord): string | null {
    if (by.roles.includes('admin') || !manifest.orgs.some(({ code }) => code === by.org))
      throw new HandoverRefused('not-on-duty');
    return scopeOf(by.org, manifest.orgs).kind === 'all' ? null : by.org;
  }

  return {
    scopeFor(by) {
      if (!mayBeOnDuty(operatorOf(by)) || !manifest.orgs.some(({ code }) => code === by.org))
        throw new HandoverRefused('not-on-duty');
      return scopeOf(by.org, manifest.orgs);
    },
    sinceOf,
    contextOf(id, org, { by, at }) {
      const last = table.lastSigned(org);
      return {
        ...{ now: at, id, by: by === null ? null : personOf(by) },
        post: { org, name: nameOf(org) },
        since: sinceOf(org, at),
        last: last === null ? null : readRecord(last.event),
        shift: changeOf(times, manifest.zone, at),
        person: (operator) => fitPerson(people.operator(operator), org),
      };
    },
    deskOf(by, handover) {
      const { org } = by;
      const last = table.lastSigned(org);
      const record = last === null ? null : readRecord(last.event);
      const able = others(org, handover?.outgoing.id ?? by.id);
      const due = dueChange(times, manifest.zone, last?.signedAt ?? null, clock.now());
      return {
        post: { org, name: nameOf(org) },
        handover,
        last: record && {
          ...{ id: record.id, signedAt: record.incoming.signedAt },
          ...{ outgoing: record.outgoing.name, incoming: record.incoming.name },
        },
        // Where nobody could take over, nobody is reminded of it.
        due: able.length === 0 ? null : due,
        people: able,
      };
    },
    past(by, before, limit) {
      const rows = table.page(readableBy(by), before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const shown = rows.slice(0, limit);
      return {
        items: shown.map(({ seq, event }) => {
          const { id, post, shift, outgoing, incoming, items } = readRecord(event);
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
      return readRecord(row.event);
    },
  };
}

/** Null for who is not of the post, may not be on duty, or is disabled. */
function fitPerson(record: OperatorRecord | null, org: string): HandoverPerson | null {
  if (record === null || record.disabled || record.org !== org) return null;
  const operator = operatorOf(record);
  return mayBeOnDuty(operator) ? personOf(operator) : null;
}

function personOf({ id, name, roles }: HandoverPerson): HandoverPerson {
  return { id, name, roles };
}
