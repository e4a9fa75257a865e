import type { ReactNode } from 'react';
import { z } from 'zod';
import { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import { openDialog } from '../../base/intents.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { usePersonName } from '../../live/client/session.ts';
import type { Sent } from '../../live/whistles/sendCommand.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { shortNumber } from '../../ui/names.ts';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';
import type { BoardContext } from './boardContext.ts';
import { eventTextOf } from './log/eventText.ts';
import styles from './whistles.module.css';

const Since = z.object({ events: z.array(WhistleEvent) });
const Near = z.object({
  candidates: z.array(z.object({ id: z.string(), subject: z.string(), street: z.string() })),
});

type Props = {
  sent: Sent;
  /** Null while the whistle is only being drafted. */
  view: WhistleView | null;
  parts: BoardContext;
  onLookedAgain: () => void;
  onNotDuplicate: (ids: string[]) => void;
  /** Looks at a whistle near by. */
  onOpen: (id: string) => void;
  /** Puts this whistle into one near by (并哨). */
  onMerge: (into: string) => void;
};

/** Why an act did not pass: the rule, what is wrong, what helps; for a conflict also what happened meanwhile. */
export function CommandOutcome(props: Props): ReactNode {
  const { sent, view, parts, onLookedAgain, onNotDuplicate } = props;
  const words = useWords(actWords);
  const errorText = useErrorText();
  const { language } = parts.names;
  const person = usePersonName();
  if (sent.kind === 'done') return null;
  if (sent.kind === 'signed-out')
    return (
      <p className={actStyles['refusal']} data-part="w-refusal" role="alert">
        {words.notSigned} <Button onPress={() => openDialog('signIn')}>{words.signIn}</Button>
      </p>
    );
  if (sent.kind !== 'refused')
    return (
      <p className={actStyles['refusal']} data-part="w-refusal" role="alert">
        {sent.kind === 'cut' ? words.cut : errorText(sent.error)}
      </p>
    );
  const { refusal } = sent;
  const marks = PUNCTUATION[language];
  const since = Since.safeParse(refusal.details);
  const near = Near.safeParse(refusal.details);
  const eventText = view === null ? null : eventTextOf(view, parts, person);
  return (
    <div className={actStyles['refusal']} data-part="w-refusal" role="alert">
      <p>
        <b>▲ {words.refused}</b>
        {marks.colon}
        {refusal.message[language]}
      </p>
      <p>
        <b>{words.remedy}</b>
        {marks.colon}
        {refusal.remedy[language]}
      </p>
      {since.success && eventText !== null ? (
        <>
          <p>
            <b>{words.since}</b>
          </p>
          <ul>
            {since.data.events.map((event) => (
              <li key={event.seq}>
                {parts.time(event.at)}{' '}
                {event.actor.role === 'system' ? words.system : parts.names.org(event.actor.org)}
                {marks.colon}
                {eventText(event)}
              </li>
            ))}
          </ul>
          <Button onPress={onLookedAgain}>{words.lookedAgain}</Button>
        </>
      ) : null}
      {near.success ? (
        <>
          <p>
            <b>{words.duplicates}</b>
          </p>
          <ul>
            {near.data.candidates.map((each) => (
              <li key={each.id}>
                {shortNumber(each.id)} {each.subject} · {parts.names.org(each.street)}{' '}
                <Button onPress={() => props.onMerge(each.id)}>{words.mergeInto}</Button>{' '}
                <Button onPress={() => props.onOpen(each.id)}>{words.openIt}</Button>
              </li>
            ))}
          </ul>
          <Button onPress={() => onNotDuplicate(near.data.candidates.map(({ id }) => id))}>
            {words.notDuplicate}
          </Button>
        </>
      ) : null}
      <p className={styles['dim']}>
        {words.rule_} {refusal.rule}
      </p>
    </div>
  );
}
