import type { ReactNode } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import type { ItemCard } from '../../../shared/contract/meetingItems.ts';
import { goTo } from '../../base/navigation.ts';
import { useWords } from '../../base/words.ts';
import { ItemFacts, ItemSources } from '../../features/meeting/ItemFacts.tsx';
import { SpeakerClock } from '../../features/meeting/SpeakerClock.tsx';
import { lengthText } from '../../features/meeting/times.ts';
import { select } from '../../live/link/filters.ts';
import { openOnBoard } from '../../map/openBoard.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import { DecisionList } from './DecisionList.tsx';
import type { MeetingWindowState } from './useMeetingWindow.ts';
import type { RunActions } from './useRunActions.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** 开会: the list of items, the one on the table, who speaks, and the decision as it is written. */
export function Run(props: { meeting: Meeting; state: MeetingWindowState; run: RunActions }): ReactNode {
  const { meeting, state, run } = props;
  const words = useWords(windowWords);
  const { items } = state;
  const item = items.find(({ key }) => key === meeting.current.item) ?? null;
  if (meeting.stage === 'planned') return <p className={styles['note']}>{words.notRunning}</p>;
  return (
    <div className={styles['run']}>
      <Panel title={words.items} extra={<small>{words.keys}</small>}>
        <ol className={styles['plain-list']} data-part="m-run-items">
          {items.map((each, index) => (
            <li key={each.key}>
              <RowButton
                className={styles['row']}
                data-row={each.key}
                aria-current={each === item ? 'true' : undefined}
                onClick={() => run.show(each)}
              >
                <span className={styles['row-number']}>{index + 1}</span>
                <span className={styles['row-text']}>{each.problem}</span>
                <ItemSources item={each} />
                {meeting.decisions.some((decision) => decision.item === each.key) ? <b>✓</b> : null}
              </RowButton>
            </li>
          ))}
        </ol>
      </Panel>
      {item === null ? (
        <p className={styles['note']}>{words.pickItem}</p>
      ) : (
        <div className={styles['table']}>
          <Panel
            title={item.number}
            extra={<ItemTools item={item} meeting={meeting} run={run} state={state} />}
          >
            <p className={styles['problem']} data-part="m-problem">
              {item.problem}
            </p>
            <ItemSources item={item} />
            <ItemFacts item={item} />
            {meeting.speaker === null ? null : <SpeakerClock speaker={meeting.speaker} />}
            <Speeches meeting={meeting} item={item.key} />
          </Panel>
          {state.mayRun && meeting.stage === 'open' ? (
            <DecisionForm key={item.key} meeting={meeting} item={item} state={state} />
          ) : (
            <p className={styles['note']}>
              {meeting.stage === 'closed' ? words.closedMeeting : state.mayRun ? '' : words.notYours}
            </p>
          )}
          <DecisionList
            meeting={meeting}
            decisions={meeting.decisions.filter((decision) => decision.item === item.key)}
            state={state}
          />
        </div>
      )}
    </div>
  );
}

function ItemTools(props: {
  item: ItemCard;
  meeting: Meeting;
  run: RunActions;
  state: MeetingWindowState;
}): ReactNode {
  const { item, meeting, run, state } = props;
  const words = useWords(windowWords);
  const [kind, ...rest] = item.key.split(':');
  const id = rest.join(':');
  const open =
    kind === 'whistle'
      ? () => openOnBoard(id)
      : kind === 'case'
        ? () => {
            select(id);
            goTo('desk');
          }
        : null;
  const speaking = meeting.speaker !== null;
  return (
    <>
      {open === null ? null : <Button onPress={open}>{words.openPage}</Button>}
      {state.mayRun && meeting.stage === 'open' ? (
        <Button kbd="T" onPress={run.toggleSpeaker}>
          {speaking ? words.stopSpeak : words.speak}
        </Button>
      ) : null}
    </>
  );
}

/** What was said on an item and for how long. */
function Speeches({ meeting, item }: { meeting: Meeting; item: string }): ReactNode {
  const words = useWords(windowWords);
  const speeches = meeting.speeches.filter((speech) => speech.item === item);
  if (speeches.length === 0) return null;
  return (
    <ul className={styles['keys']} aria-label={words.speeches} data-part="m-speeches">
      {speeches.map(({ unit, since, ms, overtimeMs }) => (
        <li key={since}>
          {unit.name} {lengthText(ms)}{' '}
          {overtimeMs === 0 ? null : (
            <b className={styles['late']}>{words.overtime(lengthText(overtimeMs))}</b>
          )}
        </li>
      ))}
    </ul>
  );
}
