import type { ReactNode } from 'react';
import type { HandoverDesk } from '../../../shared/contract/handover.ts';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { beginHandover } from '../../live/queries/handover.ts';
import { tried } from './attempt.ts';
import { MainButton } from './FocusedButton.tsx';
import { handoverWords } from './handoverWords.ts';

/** Nothing is being handed over: when it was last, whether it is due, and the beginning of one. */
export function Begin(props: {
  desk: HandoverDesk;
  operator: string;
  trouble: string | null;
  onTrouble: (trouble: string | null) => void;
}): ReactNode {
  const { desk, operator } = props;
  const words = useWords(handoverWords);
  const zone = useZone();
  const now = useNow(60_000);
  return (
    <div className="handover-elsewhere">
      <h3>{desk.post.name}</h3>
      <p>{words.about}</p>
      <p className="handover-quiet">
        {desk.last === null
          ? words.never
          : words.lastTime(shortTime(desk.last.signedAt, zone, now), desk.last.outgoing, desk.last.incoming)}
      </p>
      {desk.due === null ? null : <p className="handover-due">{words.dueAt(desk.due.name)}</p>}
      <MainButton
        text={words.begin}
        className="session-main"
        onPress={() => void tried(beginHandover(operator), props.onTrouble)}
      />
      <p className="handover-quiet">{words.beginHint}</p>
      {props.trouble === null ? null : (
        <p className="sign-in-error" role="alert">
          {props.trouble}
        </p>
      )}
    </div>
  );
}
