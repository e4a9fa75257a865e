import type { ReactNode } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import { useWords } from '../../base/words.ts';
import { meetingWords } from '../../features/meeting/meetingWords.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { DecisionText } from './DecisionList.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** 宣读确认: every decision is read out and confirmed; then the meeting closes. */
export function ReadBack({ meeting, state }: { meeting: Meeting; state: MeetingWindowState }): ReactNode {
  const words = useWords(windowWords);
  const shared = useWords(meetingWords);
  const { decisions, stage } = meeting;
  const next = decisions.find(({ readAt }) => readAt === null);
  return (
    <Panel title={words.tab_readBack} extra={<small>{words.readAll}</small>}>
      {decisions.length === 0 ? <p className={styles['note']}>{words.nothingDecided}</p> : null}
      <ol className={styles['plain-list']} data-part="m-read-back">
        {decisions.map((decision) => (
          <li key={decision.id} className={styles['decided']} data-next={decision === next}>
            <DecisionText decision={decision} />
            {decision.readAt !== null ? (
              <span>
                {shared.isRead}{' '}
                {decision.effect === 'order-due' && state.mayRun ? (
                  <Button onPress={() => void state.step({ type: 'read-back', decision: decision.id })}>
                    {words.makeOrder}
                  </Button>
                ) : null}
              </span>
            ) : state.mayRun && stage === 'open' ? (
              <Button
                variant={decision === next ? 'primary' : 'plain'}
                {...(decision === next ? { kbd: 'Enter', autoFocus: true } : {})}
                onPress={() => void state.step({ type: 'read-back', decision: decision.id })}
              >
                {words.confirm}
              </Button>
            ) : (
              <span>{shared.notRead}</span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
