import type {
  Handover,
  HandoverList,
  HandoverPerson,
  HandoverSheet,
  PostHandover,
} from '../../../shared/contract/handover.ts';
import type { HandoverContext } from '../../../shared/handover/decider.ts';
import { mayBeOnDuty, type Scope, scopeOf } from '../../../shared/handover/duty.ts';
import type { NameOf } from '../../../shared/handover/facts.ts';
import { changeBefore, changeOf, dueChange, SHIFT_TIMES } from '../../../shared/handover/shifts.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import type { ActingContext } from '../journal/streamKind.ts';
import { operatorOf } from '../people/operatorOf.ts';
import { atPost } from '../people/posts.ts';
import type { Clock } from '../ports.ts';
import type { HandoverTable } from '../store/handoverTable.ts';
import type { OperatorRecord, PeopleTable } from '../store/peopleTable.ts';
import { readRecord } from './drafts.ts';
import { HandoverRefused } from './refused.ts';

/** Digits of the chain's value that are printed: 64 bits, short enough to be read out and typed. */
const HEAD_DIGITS = 16;

/** Posts (岗位), their shifts and people, apart from the open hand-over. */
export type Posts = {
  /** @throws HandoverRefused for an operator not on duty at a post */
  scopeFor(by: OperatorRecord): Scope;
  /** Start of the shift that a hand-over at `now` would end, UTC ms. */
  sinceOf(org: string, now: number): number;
  /** The context of a command, without the facts. */
  contextOf(id: string, org: string, act: ActingContext): Omit<HandoverContext, 'facts'>;
  deskOf(by: OperatorRecord, handover: Handover | null): PostHandover;
  past(by: OperatorRecord, before: number | undefined, limit: number): HandoverList;
  record(by: OperatorRecord, id: string): HandoverSheet;
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
    // The shift that ends now began at the previous change.
    return changeBefore(times, manifest.zone, changeOf(times, manifest.zone, now).at - 1).at;
  }

  /** Others of the post who may be on duty. */
  function others(org: string, outgoing: string): HandoverPerson[] {
    return people.operators().flatMap((one) => {
      const person = one.id === outgoing ? null : personOnDuty(one, org);
      return person === null ? [] : [person];
    });
  }

  /** The post whose records an operator may read; null: all posts. */
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
        person: (operator) => personOnDuty(people.operator(operator), org),
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
        // Without anybody to take over, there is no reminder.
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
      const { pos, link } = row;
      return { ...readRecord(row.event), head: { pos, value: link.toString('hex').slice(0, HEAD_DIGITS) } };
    },
  };
}

/** Null for an operator of another post, without a role on duty, or disabled. */
function personOnDuty(record: OperatorRecord | null, org: string): HandoverPerson | null {
  const there = record === null || record.disabled ? null : atPost(record, org);
  if (there === null) return null;
  const operator = operatorOf(there);
  return mayBeOnDuty(operator) ? personOf(operator) : null;
}

function personOf({ id, name, roles }: HandoverPerson): HandoverPerson {
  return { id, name, roles };
}
