import type { z } from 'zod';
import { contactWords } from '../../../shared/case/contactValues.ts';
import type {
  OutboxCases,
  OutboxChange,
  OutboxMessage,
  OutboxPage,
  OutboxQuery,
} from '../../../shared/contract/outbox.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import { withoutContact } from '../../../shared/outbox/render.ts';
import { hasOnlyRoles, mayWrite } from '../people/roles.ts';
import type { Clock, Logger } from '../ports.ts';
import type { AssembledStore } from '../store/cityStore.ts';
import { outboxNotice, outboxRecipient } from '../store/outboxNotice.ts';
import type { MessageChange, StoredMessage } from '../store/outboxTable.ts';
import type { UpstreamHttp } from '../sync/http/http.ts';
import type { AttemptDeps } from './attempt.ts';
import { OutboxRefused } from './refused.ts';
import { canTell, templateAmong, waitBeforeAsking } from './request.ts';
import { startSender } from './sender.ts';

/** Messages to upstreams (回传): sending them, showing them, and what people decide about them. */
export type Outbox = {
  page(query: z.output<typeof OutboxQuery>, reader: Operator | null): OutboxPage;
  /** Of the cases of a JSON list of ids, those with messages that are not settled. */
  cases(ids: string): OutboxCases;
  /** One message; null if there is none with this number. */
  one(id: number, reader: Operator | null): OutboxMessage | null;
  /** Has it sent again, with another text where the upstream has refused the first. @throws OutboxRefused */
  retry(id: number, text: string | null, by: Operator): void;
  /** A person knows that the upstream has it. @throws OutboxRefused */
  delivered(id: number, upstreamId: string | null, reason: string, by: Operator): void;
  /** Gives it up. @throws OutboxRefused */
  discard(id: number, reason: string, by: Operator): void;
  /** After an act on these whistles was committed: tells windows and sends what it caused. */
  committed(whistles: readonly string[]): void;
  /** After a source was saved: what failed for its address, key or templates is tried again. */
  sourceSaved(source: string): void;
  whenIdle(): Promise<void>;
  close(): Promise<void>;
};

export type OutboxParts = {
  store: Pick<AssembledStore, 'outbox' | 'sources' | 'contacts' | 'journal' | 'people' | 'revision'>;
  http: UpstreamHttp;
  keyFor: AttemptDeps['keyFor'];
  clock: Clock;
  logger: Logger;
  random(): number;
  /** False: nothing is sent. */
  sending: boolean;
  /** Contact data of the case is about to be sent with a message. @throws where it cannot be recorded; then nothing is sent */
  recordContact(caseId: string, details: { source: string; message: number }): void;
  publish(change: Omit<OutboxChange, 'version'>): void;
};

/** Roles that handle no cases. */
const BYSTANDERS = ['audit', 'supervision'] as const;
/** At most this many ids are named in one event. */
const MAX_IDS = 200;

export function openOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  const { outbox: table, contacts, journal } = store;
  let published = table.counts();

  function publish(whistles: readonly string[], cases: readonly string[]): void {
    const counts = table.counts();
    published = counts;
    parts.publish({
      ...{ type: 'outbox', revision: store.revision(), counts },
      whistles: whistles.slice(0, MAX_IDS),
      cases: cases.slice(0, MAX_IDS),
    });
  }
  const publishOne = ({ whistle, caseId }: StoredMessage) =>
    publish([whistle], caseId === null ? [] : [caseId]);

  /**
   * The notice about the messages of one event; in the transaction of a change of `message`. Where it failed, it is told anew;
   * else it is no longer among those of which somebody is told.
   */
  function tell(message: StoredMessage, failed: boolean): void {
    const recipient = outboxRecipient(message);
    const body = outboxNotice(table.failedOf(message.event));
    if (failed && body !== null) journal.notices.tell(message.event, { recipient, body }, clock.now());
    else journal.notices.correct(message.event, recipient, body);
  }

  const configs = () => store.sources().map(({ config }) => config);
  const sender = startSender({
    ...{ table, clock, http: parts.http, logger: parts.logger },
    keyFor: parts.keyFor,
    random: parts.random,
    sending: parts.sending,
    configs,
    orderOf: table.orderOf,
    contactOf: ({ caseId }) => (caseId === null ? null : contacts.of(caseId)),
    recordContact({ caseId, source, id }) {
      if (caseId !== null) parts.recordContact(caseId, { source, message: id });
    },
    hiddenFor,
    tell,
    onChange: publishOne,
  });

  function hiddenFor({ whistle, caseId }: StoredMessage): string[] {
    const known = [...contacts.ofWhistle(whistle), ...(caseId === null ? [] : [contacts.of(caseId)])];
    return known.flatMap(contactWords);
  }

  function shown(message: StoredMessage, reader: Operator | null): OutboxMessage {
    const {
      values,
      what,
      key: _key,
      lane: _lane,
      event: _event,
      doubt: _doubt,
      token: _token,
      ...rest
    } = message;
    const { settledBy, reason } = message;
    return {
      ...rest,
      event: what,
      text: withoutContact(String(values['event.text'] ?? ''), hiddenFor(message)),
      settledBy: settledBy === null ? null : { operator: settledBy, reason: reason ?? '' },
      mayAct: reader !== null && mayAct(message, reader),
    };
  }

  /** A message on which `by` may act. */
  function own(id: number, by: Operator): StoredMessage {
    const message = table.one(id);
    if (message === null) throw new OutboxRefused('settled');
    if (!mayAct(message, by)) throw new OutboxRefused('not-yours');
    if (message.state === 'sending') throw new OutboxRefused('sending');
    return message;
  }

  /** When a message is sent again, and whether an earlier attempt may still have got through. */
  function sentAgain(message: StoredMessage): { doubt: boolean; at: number } {
    const template = templateAmong(configs(), message);
    const now = clock.now();
    if (template === null) return { doubt: message.doubt, at: now };
    // An upstream that cannot tell is told again by the word of the person who was asked to decide, and by no other.
    const decided = message.state === 'unknown' && !canTell(template);
    return { doubt: message.doubt && !decided, at: now + waitBeforeAsking(message, template, now) };
  }

  function decide(message: StoredMessage, change: MessageChange): void {
    if (!table.change(message.id, ['pending', 'refused', 'unknown'], change, () => tell(message, false)))
      throw new OutboxRefused('settled');
    publishOne(message);
    sender.wake();
  }

  return {
    page(query, reader) {
      const { before, limit, ...filter } = query;
      const rows = table.list(filter, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const items = rows.slice(0, limit);
      return {
        items: items.map((message) => shown(message, reader)),
        next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
        counts: table.countsOf(filter),
      };
    },
    cases: (ids) => ({ items: table.countsByCase(ids) }),
    one(id, reader) {
      const message = table.one(id);
      return message === null ? null : shown(message, reader);
    },
    retry(id, text, by) {
      const message = own(id, by);
      if (text !== null && message.state !== 'refused') throw new OutboxRefused('text-unknown');
      const values = text === null ? message.values : { ...message.values, 'event.text': text };
      const again = { key: keyFor(message), values, ...sentAgain(message) };
      if (!table.resend(id, again, () => tell(message, false))) throw new OutboxRefused('settled');
      publishOne(message);
      sender.wake();
    },
    delivered(id, upstreamId, reason, by) {
      decide(own(id, by), { state: 'acknowledged', at: clock.now(), upstreamId, by: by.id, reason });
    },
    discard(id, reason, by) {
      decide(own(id, by), { state: 'discarded', at: clock.now(), by: by.id, reason });
    },
    committed(whistles) {
      const counts = table.counts();
      if (counts.pending === published.pending && counts.failed === published.failed) return;
      publish(whistles, []);
      sender.wake();
    },
    sourceSaved(source) {
      table.hurry(source, clock.now());
      sender.wake();
    },
    whenIdle: sender.whenIdle,
    close: sender.close,
  };
}

/**
 * The key of the next attempt: another one after a refusal, since an upstream may answer a key that it knows as it answered
 * it before; the same one where the upstream may have the message.
 */
function keyFor({ key, state }: StoredMessage): string {
  if (state !== 'refused') return key;
  const [base = key, times = '1'] = key.split('.');
  return `${base}.${Number(times) + 1}`;
}

/** Those whose act it was, and those who put rows right. */
function mayAct({ operator, org }: StoredMessage, by: Operator): boolean {
  if (mayWrite(by, 'handle-rows')) return true;
  return by.id === operator || (by.org === org && !hasOnlyRoles(by, BYSTANDERS));
}
