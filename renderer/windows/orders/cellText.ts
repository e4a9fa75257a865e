import type { OrderRow } from '../../../shared/contract/orderViews.ts';
import { feedbackWords, ORIGIN_NAMES, RUNG_NAMES, STAGE_NAMES } from '../../../shared/order/names.ts';
import { meetingName } from '../../../shared/order/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { dateText } from '../../live/link/cityTime.ts';
import { count } from '../../ui/Figure.tsx';
import type { OrderWords } from './words.ts';

/** What texts of a row stand on. */
export type CellParts = {
  words: OrderWords;
  zone: string;
  language: 'zh' | 'en';
  org: (code: string) => string;
};

/** What a cell says, by the key of its column; empty: nothing yet. */
export function cellText(key: string, row: OrderRow, index: number, parts: CellParts): string {
  const { words, zone, language, org } = parts;
  const day = (at: number | null): string => (at === null ? '' : dateText(at, zone));
  const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' · ');
  switch (key) {
    case 'index':
      return count(index + 1);
    case 'number':
      return row.numberText;
    case 'title':
      return row.title;
    case 'stage':
      return STAGE_NAMES[row.stage][language];
    case 'due':
      return joined([row.clock?.due ?? '', overdueText(row, words)]);
    case 'lead':
      return org(row.lead);
    case 'urged':
      return row.urged === 0 ? '' : joined([count(row.urged), RUNG_NAMES[row.rung][language]]);
    case 'carries':
      return row.carries === 0 ? '' : joined([count(row.carries), row.escalated ? words.escalated : '']);
    case 'registered':
      return day(row.registeredAt);
    case 'origin':
      return ORIGIN_NAMES[row.origin][language];
    case 'meeting':
      return row.meeting === null ? '' : meetingName(row.meeting);
    case 'content':
      return joined([row.content, row.acceptance]);
    case 'coUnits':
      return row.coUnits.map(org).join(PUNCTUATION[language].comma);
    case 'leader':
      return row.leader;
    case 'contact':
      return row.contact;
    case 'assigned':
      return day(row.assignedAt);
    case 'cycle':
      return feedbackWords(row.feedback)[language];
    case 'feedback':
      return joined([
        row.lastFeedback === null ? '' : `${day(row.lastFeedback.at)} ${row.lastFeedback.text}`,
        row.feedbackMissed === 0 ? '' : words.missed(count(row.feedbackMissed)),
      ]);
    case 'extensions':
      return row.extensions === 0 ? '' : count(row.extensions);
    case 'done':
      return day(row.doneAt);
    case 'check':
      return joined([
        row.check === null
          ? ''
          : `${row.check.by} ${day(row.check.at)} ${row.check.passed ? words.passed : words.notPassed}`,
        row.refusedChecks === 0 ? '' : words.refusedChecks(count(row.refusedChecks)),
      ]);
    case 'closed':
      return day(row.closedAt);
    case 'recheck':
      return joined([
        recheckText(row, words, day),
        row.rebounds === 0 ? '' : words.rebounds(count(row.rebounds)),
      ]);
    case 'archive':
      return row.archive;
    default:
      return '';
  }
}

/** By how many days an order is, or was, overdue; empty: it is not. */
export function overdueText({ clock, stage }: OrderRow, words: OrderWords): string {
  if (clock === null || !clock.overdue) return clock?.provisional == null ? '' : words.provisional;
  const days = count(clock.overdueDays);
  if (clock.suspended) return words.restDays(days);
  return ['assigned', 'working'].includes(stage) ? words.overdueDays(days) : words.lateDays(days);
}

function recheckText({ recheck }: OrderRow, words: OrderWords, day: (at: number | null) => string): string {
  const { at, held, drawn, from, to } = recheck;
  if (at !== null) return `${day(at)} ${held ? words.held : words.rebounded}`;
  return drawn ? words.drawn(from ?? '', to ?? '') : '';
}
