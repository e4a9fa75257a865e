import { type ReactNode, useState } from 'react';
import { openDialog } from '../../base/intents.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { AddItem } from './AddItem.tsx';
import { Agenda } from './Agenda.tsx';
import { Head } from './Head.tsx';
import { History } from './History.tsx';
import { Items } from './Items.tsx';
import { Material } from './Material.tsx';
import { ReadBack } from './ReadBack.tsx';
import { Run } from './Run.tsx';
import { SignIn } from './SignIn.tsx';
import { useHeadActions, useMeetingKeys } from './useMeetingKeys.ts';
import { useMeetingWindow } from './useMeetingWindow.ts';
import { useRunActions } from './useRunActions.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** The dispatch meeting (调度会): prepared, signed in, run, read back; and what became of the earlier ones. */
export default function MeetingWindow(): ReactNode {
  const words = useWords(windowWords);
  const errorText = useErrorText();
  const zone = useZone();
  const now = useNow(60_000);
  const state = useMeetingWindow();
  const meeting = state?.meeting ?? null;
  const run = useRunActions(meeting, state);
  const act = useHeadActions(state, run);
  const [adding, setAdding] = useState(false);
  const add = (): void => setAdding(meeting !== null && meeting.stage !== 'closed');
  useMeetingKeys(state, run, act, add);
  if (state === null)
    return (
      <Empty title={words.signInFirst} text={words.signInWhat}>
        <Button variant="primary" kbd="Ctrl+L" onPress={() => openDialog('signIn')}>
          {words.signIn}
        </Button>
      </Empty>
    );
  const { tab, list, error } = state;
  return (
    <div className={styles['meeting']} data-part="meeting" data-tab={tab}>
      <Head meeting={meeting} state={state} walls={run.walls} act={act} />
      {error === null ? null : <ErrorLine>{errorText(error)}</ErrorLine>}
      {meeting === null ? (
        list === undefined ? null : (
          <Empty title={words.none} text={words.noneWhat(shortTime(list.next.heldAt, zone, now))} />
        )
      ) : (
        <div className={styles['page']} data-part="m-page">
          {tab === 'prepare' ? (
            <div className={styles['prepare']}>
              <Agenda meeting={meeting} state={state} />
              <Items meeting={meeting} state={state} onAdd={add} />
              <Material state={state} />
            </div>
          ) : null}
          {tab === 'signIn' ? <SignIn meeting={meeting} state={state} /> : null}
          {tab === 'run' ? <Run meeting={meeting} state={state} run={run} /> : null}
          {tab === 'readBack' ? <ReadBack meeting={meeting} state={state} /> : null}
          {tab === 'history' ? <History meeting={meeting} state={state} /> : null}
        </div>
      )}
      {adding && meeting !== null ? (
        <AddItem meeting={meeting.id} state={state} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}
