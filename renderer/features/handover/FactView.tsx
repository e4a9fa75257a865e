import type { ReactNode } from 'react';
import type { HandoverFact } from '../../../shared/contract/handover.ts';
import { CLOCK_WORDS, LEVEL_WORDS, STAGE_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { count } from '../../ui/Figure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { dueText, factText, levelText, type TextContext } from './factText.ts';
import styles from './handover.module.css';
import { showWhistle } from './openSubject.ts';

/** All facts of a line. */
export function FactView({ fact, context }: { fact: HandoverFact; context: TextContext }): ReactNode {
  switch (fact.kind) {
    case 'whistle':
      return <Whistle fact={fact} context={context} />;
    case 'shift':
      return <Shift fact={fact} context={context} />;
    case 'quarantine':
      return (
        <ul className={styles['facts']}>
          {fact.reasons.map(({ reason, count: rows }) => (
            <li key={reason}>
              {reason} <b>×{count(rows)}</b>
            </li>
          ))}
        </ul>
      );
    case 'shelved':
      return (
        <>
          <p>{factText(fact, context).state}</p>
          <p className={styles['quiet']}>{context.words.shelvedNote}</p>
        </>
      );
    default:
      return <p>{factText(fact, context).state}</p>;
  }
}

function Whistle({
  fact,
  context,
}: {
  fact: Extract<HandoverFact, { kind: 'whistle' }>;
  context: TextContext;
}) {
  const { words, language, zone, now } = context;
  const late = (overdue: boolean): 'overdue' | undefined => (overdue ? 'overdue' : undefined);
  return (
    <>
      <p>
        {fact.street.name} · {STAGE_WORDS[fact.stage][language]}
        {fact.level > 0 ? ` · ${levelText(fact.level, language)}` : ''}
        {fact.supervised && fact.level !== 2 ? ` · ${words.supervised}` : ''}
        {fact.expected > 0 ? ` · ${words.arrived(fact.arrived, fact.expected)}` : ''}
        {fact.backEntries === undefined ? '' : ` · ※ ${words.backEntered(fact.backEntries)}`}
      </p>
      {fact.clocks.length === 0 ? null : (
        <>
          <h4>{words.clocks}</h4>
          <ul className={styles['facts']}>
            {fact.clocks.map((clock) => (
              <li key={clock.id} data-tone={late(clock.dueAt < now)}>
                {clock.dueAt < now ? '▲ ' : ''}
                {CLOCK_WORDS[clock.kind][language]} <b>{dueText(clock.dueAt, context)}</b> · {clock.by.name} ·{' '}
                {shortTime(clock.dueAt, zone, now)}
              </li>
            ))}
          </ul>
        </>
      )}
      {fact.waiting.length === 0 ? null : (
        <>
          <h4>{words.waiting}</h4>
          <ul className={styles['facts']}>
            {fact.waiting.map(({ by, what, dueAt, overdue }) => (
              <li key={`${by.org}/${what.zh}/${dueAt}`} data-tone={late(overdue)}>
                {by.name}
                {PUNCTUATION[language].colon}
                {what[language]}
                {dueAt === null ? '' : ` · ${dueText(dueAt, context)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Shift({ fact, context }: { fact: Extract<HandoverFact, { kind: 'shift' }>; context: TextContext }) {
  const { words, language } = context;
  const lists = [
    [words.blown, fact.blown],
    [words.closed, fact.closed],
    [words.ended, fact.ended],
    [
      words.escalated,
      fact.escalated.map(({ id, subject, to }) => ({
        id,
        subject: `${subject} → ${LEVEL_WORDS[to][language]}`,
      })),
    ],
    [
      words.acted,
      (fact.acted ?? []).map((each) => ({
        id: each.id,
        subject: `${words.actedFor(each.by, each.for)}${PUNCTUATION[language].colon}${each.subject}`,
      })),
    ],
  ] as const;
  const first = lists.find(([, rows]) => rows.length > 0)?.[1][0]?.id;
  return (
    <>
      <p>{factText(fact, context).state}</p>
      {lists.map(([title, rows]) =>
        rows.length === 0 ? null : (
          <div key={title}>
            <h4>
              {title} {rows.length}
            </h4>
            <ul className={styles['facts']}>
              {rows.map(({ id, subject }) => (
                <li key={`${id} ${subject}`}>
                  <RowButton
                    className={styles['link']}
                    data-focus={id === first ? 'detail' : undefined}
                    onClick={() => showWhistle(id)}
                  >
                    {subject}
                  </RowButton>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </>
  );
}
