import type { HandoverFact, HandoverItem } from '../../../shared/contract/handover.ts';
import type { Level } from '../../../shared/contract/whistles.ts';
import { CLOCK_WORDS, LEVEL_WORDS, STAGE_WORDS } from '../../../shared/whistle/words.ts';
import type { Language } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { count } from '../../ui/Figure.tsx';
import { shortNumber } from '../../ui/names.ts';
import { spanText } from '../../ui/whistleClock.ts';
import type { HandoverWords } from './handoverWords.ts';

/**
 * What texts are made with. `now`: time that spans are counted from, UTC ms. `own`: organisation of the post that reads; its
 * own name is left out of the lines.
 */
export type TextContext = {
  words: HandoverWords;
  language: Language;
  zone: string;
  now: number;
  own: string;
};

/** A line in two parts: its subject and its state. `urgent`: overdue or broken. */
export type LineText = { title: string; state: string; urgent: boolean };

export function factText(fact: HandoverFact, context: TextContext): LineText {
  const { words, language, zone, now, own } = context;
  const time = (at: number): string => shortTime(at, zone, now);
  switch (fact.kind) {
    case 'whistle': {
      const [first] = fact.clocks;
      const stage = STAGE_WORDS[fact.stage][language];
      const parts = [
        fact.street.org === own ? '' : fact.street.name,
        stage,
        levelText(fact.level, language),
        fact.backEntries === undefined ? '' : `※ ${words.backEntered(fact.backEntries)}`,
        first === undefined ? '' : clockText(first, context),
      ];
      return {
        title: `${fact.kindName} ${shortNumber(fact.whistle)} · ${fact.subject}`,
        state: parts.filter((part) => part !== '').join(' · '),
        urgent: first?.overdue === true,
      };
    }
    case 'shelved':
      return {
        title: words.shelvedTitle(fact.what[language], fact.subject),
        state: words.shelvedBy(fact.by.name, time(fact.until)),
        urgent: false,
      };
    case 'quarantine':
      return {
        title: words.quarantine(fact.sourceName, count(fact.count)),
        state: fact.reasons
          .map(({ reason, count: n }) => `${reason} ×${count(n)}`)
          .join(PUNCTUATION[language].semicolon),
        urgent: false,
      };
    case 'source':
      return {
        title: words.source(fact.sourceName, words[`state_${fact.state}`]),
        state: [
          fact.lastSuccessAt === null ? words.neverSucceeded : words.lastSuccess(time(fact.lastSuccessAt)),
          fact.error ?? '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
        urgent: fact.state === 'down' || fact.state === 'incomplete',
      };
    case 'outbox':
      return { title: words.outbox(fact.failed, fact.pending), state: '', urgent: true };
    case 'notices':
      return { title: words.notices(fact.waiting), state: '', urgent: false };
    case 'shift':
      return {
        title: words.shift(fact.blown.length, fact.closed.length, fact.escalated.length),
        state: `${words.since(time(fact.since))} · ${
          fact.cases === null
            ? words.noCases
            : words.shiftCases(count(fact.cases.received), count(fact.cases.closed))
        }`,
        urgent: false,
      };
    case 'note':
      return { title: words[`heading_${fact.heading}`], state: fact.text, urgent: false };
  }
}

/** `L3 分管副区长`, as on the board; empty on the ground. */
export function levelText(level: Level, language: Language): string {
  return level === 0 ? '' : `L${level} ${LEVEL_WORDS[level][language]}`;
}

type WhistleClock = Extract<HandoverFact, { kind: 'whistle' }>['clocks'][number];

/** `签收 超时 2 小时 5 分（区市政设施养护所）`. */
export function clockText({ kind, by, dueAt }: WhistleClock, context: TextContext): string {
  const { open, close } = PUNCTUATION[context.language];
  return `${CLOCK_WORDS[kind][context.language]} ${dueText(dueAt, context)}${open}${by.name}${close}`;
}

/** How a line was acknowledged: `✓ 已核对`, or `! 有异议：…` with the words of whoever objected. */
export function ackText(
  ack: NonNullable<HandoverItem['ack']>,
  { words, language }: Pick<TextContext, 'words' | 'language'>,
): string {
  return ack.verdict === 'objected'
    ? `! ${words.objected}${PUNCTUATION[language].colon}${ack.words}`
    : `✓ ${words.checked}`;
}

export function dueText(dueAt: number, { words, now }: TextContext): string {
  return dueAt < now
    ? words.overdueBy(spanText(now - dueAt, words))
    : words.dueIn(spanText(dueAt - now, words));
}
