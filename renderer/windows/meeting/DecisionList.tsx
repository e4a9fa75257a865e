import type { ReactNode } from 'react';
import type { Meeting, MeetingDecision } from '../../../shared/contract/meeting.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { kindName, meetingWords } from '../../features/meeting/meetingWords.ts';
import { Button } from '../../ui/kit/Button.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { type WindowWords, windowWords } from './words.ts';

type Props = { meeting: Meeting; decisions: readonly MeetingDecision[]; state: MeetingWindowState };

/** Decisions with what follows from each; those of a running meeting can be withdrawn. */
export function DecisionList({ meeting, decisions, state }: Props): ReactNode {
  const words = useWords(windowWords);
  if (decisions.length === 0) return null;
  return (
    <section className={styles['decisions']} aria-label={words.madeHere}>
      {decisions.map((decision) => (
        <div key={decision.id} className={styles['decided']} data-part="m-decided">
          <DecisionText decision={decision} />
          {state.mayRun && meeting.stage === 'open' && decision.order === null ? (
            <Button
              variant="quiet"
              onPress={() =>
                void state.step({
                  type: 'withdraw-decision',
                  decision: decision.id,
                  reason: words.withdrawReason,
                })
              }
            >
              {words.withdraw}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** One decision as it will stand in the minutes. */
export function DecisionText({ decision }: { decision: MeetingDecision }): ReactNode {
  const words = useWords(windowWords);
  const shared = useWords(meetingWords);
  const { colon, comma } = usePunctuation();
  const { kind, text, lead, co, due, acceptance } = decision;
  const parts = [
    lead === null ? '' : `${words.lead} ${lead.name}`,
    co.length === 0 ? '' : `${words.co} ${co.map(({ name }) => name).join(comma)}`,
    due === null ? '' : words.due(due.date) + (due.provisional === null ? '' : shared.provisional),
    acceptance === '' ? '' : `${words.acceptance}${colon}${acceptance}`,
  ];
  return (
    <p>
      <b>{kindName(shared, kind)}</b> {text}
      <small>{parts.filter((part) => part !== '').join(' · ')}</small>
      <small data-part="m-effect">{effectText(decision, words)}</small>
    </p>
  );
}

function effectText({ effect, order, readAt }: MeetingDecision, words: WindowWords): string {
  if (effect === 'order') return `${words.effect_order} ${order?.number ?? ''}`;
  return effect === 'order-due' && readAt !== null ? words.orderPending : words[`effect_${effect}`];
}
