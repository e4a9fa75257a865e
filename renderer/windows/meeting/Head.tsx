import type { ReactNode } from 'react';
import type { Meeting } from '../../../shared/contract/meeting.ts';
import { useWords } from '../../base/words.ts';
import { meetingWords } from '../../features/meeting/meetingWords.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Spacer } from '../../ui/Spacer.tsx';
import type { HeadActions } from './useMeetingKeys.ts';
import { type MeetingWindowState, TABS } from './useMeetingWindow.ts';
import styles from './window.module.css';
import { windowWords } from './words.ts';

/** Keys of the pages. */
export const TAB_KEYS = { prepare: 'P', signIn: 'S', run: 'R', readBack: 'B', history: 'H' } as const;

/** Which meeting it is, its pages, and what can be done next. */
export function Head(props: {
  meeting: Meeting | null;
  state: MeetingWindowState;
  walls: number;
  act: HeadActions;
}): ReactNode {
  const { meeting, state, walls, act } = props;
  const words = useWords(windowWords);
  const shared = useWords(meetingWords);
  const zone = useZone();
  const now = useNow(60_000);
  const stage = meeting?.stage ?? null;
  return (
    <header className={styles['head']} data-part="m-head">
      {meeting === null ? null : (
        <>
          <strong className={styles['title']}>{meeting.title}</strong>
          <span className={styles['stage']} data-part="m-stage" data-stage={meeting.stage}>
            {shared[`stage_${meeting.stage}`]}
          </span>
          <small>{words.heldAt(shortTime(meeting.heldAt, zone, now))}</small>
        </>
      )}
      <nav className={styles['tabs']} aria-label={words.tabs}>
        {TABS.map((tab) => (
          <Button
            key={tab}
            current={tab === state.tab ? 'page' : false}
            kbd={TAB_KEYS[tab]}
            onPress={() => act.tab(tab)}
          >
            {words[`tab_${tab}`]}
          </Button>
        ))}
      </nav>
      <Spacer />
      {walls === 0 ? null : <span data-part="m-on-wall">{words.onWall(walls)}</span>}
      {state.mayRun && (stage === 'open' || stage === 'adjourned' || walls > 0) ? (
        <Button kbd="W" hint={words.wallHint} onPress={act.wall}>
          {walls === 0 ? words.toWall : words.offWall}
        </Button>
      ) : null}
      {state.mayRun && stage === 'planned' ? (
        <Button variant="primary" kbd="O" hint={words.openHint} onPress={act.open}>
          {words.open}
        </Button>
      ) : null}
      {state.mayRun && stage === 'open' ? (
        <>
          <Button kbd="X" onPress={act.adjourn}>
            {words.adjourn}
          </Button>
          <Button kbd="C" onPress={act.close}>
            {words.close}
          </Button>
        </>
      ) : null}
      {state.mayRun && stage === 'adjourned' ? (
        <Button variant="primary" kbd="X" onPress={act.adjourn}>
          {words.resume}
        </Button>
      ) : null}
      {state.mayRun && (stage === null || stage === 'closed') ? (
        <Button variant="primary" kbd="N" onPress={act.plan}>
          {words.plan}
        </Button>
      ) : null}
    </header>
  );
}
