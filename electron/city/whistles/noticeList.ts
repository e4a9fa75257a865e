import type { Operator, Role } from '../../../shared/contract/people.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import { DEPARTMENT, LEADERS, STREET } from '../../../shared/whistle/rights.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { NoticeReader } from '../store/noticeTable.ts';
import { outboxRecipients, readOutboxNotice } from '../store/outboxNotice.ts';
import { noticeWords, outboxWords } from './noticeWords.ts';

type Notices = JournalTable['notices'];

/** As whom notices are read; `onlyStreets`: under a delegation (委托) for whistles of these streets alone. */
export type NoticeReading = Operator & { onlyStreets?: readonly string[] | null };

/** Notices for an operator as any of the readers, newest first. */
export function listNotices(
  notices: Notices,
  readers: readonly NoticeReading[],
  asked: { before?: number | undefined; waiting?: boolean | undefined; limit: number },
): NoticePage {
  const reader = readers.map(readerOf);
  const before = asked.before ?? Number.MAX_SAFE_INTEGER;
  const rows = notices.list(reader, before, asked.waiting ?? false, asked.limit + 1);
  const items = rows.slice(0, asked.limit).map(({ event, recipient, body, ...row }) => {
    const outbox = readOutboxNotice(recipient, body);
    if (outbox !== null) return { ...row, type: 'outbox', what: outboxWords(outbox) };
    const parsed: WhistleEvent = JSON.parse(event);
    return { ...row, type: parsed.type, what: noticeWords(parsed, recipient) };
  });
  const last = items.at(-1);
  const next = rows.length > asked.limit && last !== undefined ? last.id : null;
  return { items, next, waiting: notices.waiting(reader) };
}

/** Those of these notices that are the readers' and nobody has been shown. */
export function unseenNotices(
  notices: Notices,
  readers: readonly NoticeReading[],
  ids: readonly number[],
): { id: number; whistle: string }[] {
  return notices.unseen(readers.map(readerOf), ids);
}

/** Marks notices as shown to the operator at `at` (UTC ms); returns how many of theirs nobody has been shown yet. */
export function showNotices(
  notices: Notices,
  readers: readonly NoticeReading[],
  ids: readonly number[],
  at: number,
): number {
  const reader = readers.map(readerOf);
  notices.show(reader, ids, at);
  return notices.waiting(reader);
}

/** Notices of an organisation go to all its people; those of a role tied to a place only to the people of that place. */
function readerOf({ id, org, roles, streets, onlyStreets = null }: NoticeReading): NoticeReader {
  const recipient = (role: Role) => `role:${role}`;
  const linked = (role: Role) => LEADERS.includes(role) && (role !== 'vice-district' || streets.length > 0);
  const onStreet = roles.filter((role) => STREET.includes(role) || linked(role));
  const onOwn = roles.filter((role) => DEPARTMENT.includes(role));
  const anywhere = roles.filter((role) => !onStreet.includes(role) && !onOwn.includes(role));
  return {
    org,
    recipients: [`org:${org}`, ...outboxRecipients({ id, org }), ...anywhere.map(recipient)],
    onStreets: { recipients: onStreet.map(recipient), streets: streets.length > 0 ? streets : [org] },
    onSummoned: onOwn.map(recipient),
    onlyStreets,
  };
}
