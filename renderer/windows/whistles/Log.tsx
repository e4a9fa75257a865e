import type { ReactNode } from 'react';
import type { BackEntry } from '../../../shared/contract/whistleBackEntry.ts';
import type { Actor } from '../../../shared/contract/whistleEventParts.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { usePersonName } from '../../live/client/session.ts';
import { type ActWords, actWords, wordOf } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import { eventTextOf } from './log/eventText.ts';
import pageStyles from './page.module.css';
import { pageWords } from './pageWords.ts';
import styles from './whistles.module.css';

/** 全程记录: every step with who did it, in which role, when, and on whose behalf; the newest first. */
export function Log({ view, parts }: { view: WhistleView; parts: BoardContext }): ReactNode {
  const page = useWords(pageWords);
  const acts = useWords(actWords);
  const { names, time } = parts;
  const marks = PUNCTUATION[names.language];
  const person = usePersonName();
  const signer = ({ operator, onBehalfOf }: Actor): string =>
    onBehalfOf === undefined
      ? person(operator)
      : page.actedFor(person(operator), person(onBehalfOf.operator));
  const vouchText = (entry: number, by: BackEntry['confirmedBy'], actor: Actor): string => {
    const found = view.backEntries?.find((one) => one.entry === entry);
    const named = `${names.org(by.org)} ${person(by.operator)}${marks.open}${ROLE_WORDS[by.role][names.language]}${marks.close}`;
    return page[`vouch_${found?.vouch ?? 'named'}`](signer(actor), named, time(found?.since ?? 0));
  };
  const eventText = eventTextOf(view, parts, person);
  return (
    <section className={pageStyles['section']} aria-label={page.log}>
      <h3>
        {page.log} <span className={styles['dim']}>{page.logCount(view.log.length)}</span>
      </h3>
      <ol className={pageStyles['log']} data-part="w-log">
        {view.log.toReversed().map((event) => (
          <li key={event.seq} data-system={event.actor.role === 'system'} data-type={event.type}>
            <span className={styles['dim']}>{event.seq}</span>
            <time>{time(event.at)}</time>
            <span className={pageStyles['log-who']}>
              {event.actor.role === 'system'
                ? page.system
                : `${names.org(event.actor.org)} ${signer(event.actor)}${marks.open}${ROLE_WORDS[event.actor.role][names.language]}${marks.close}`}
            </span>
            <span className={pageStyles['log-text']}>
              {eventText(event)}
              {event.backEntry === undefined ? null : (
                <b className={pageStyles['behalf']} data-part="w-log-back-entry">
                  {' '}
                  ※{' '}
                  {page.backEntryOf(
                    time(event.backEntry.occurredAt),
                    time(event.at),
                    vouchText(event.seq, event.backEntry.confirmedBy, event.actor),
                  )}
                  {marks.semicolon}
                  {wordOf(acts, `cause_${event.backEntry.cause}`)}
                  {marks.comma}
                  {event.backEntry.reason}
                </b>
              )}
              {event.batch === undefined ? null : <span className={styles['dim']}> · {page.batch}</span>}
              {event.onBehalf === null ? null : (
                <b className={pageStyles['behalf']}>
                  {' '}
                  ⊕{' '}
                  {page.onBehalfOf(
                    howText(acts, event.onBehalf.how),
                    event.onBehalf.who,
                    time(event.onBehalf.at),
                  )}
                  {event.onBehalf.note}
                </b>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function howText(acts: ActWords, how: string): string {
  return wordOf(acts, `how_${how}`);
}
