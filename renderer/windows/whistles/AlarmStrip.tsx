import type { ReactNode } from 'react';
import type { SessionState } from '../../../shared/contract/operators.ts';
import { useNotices } from '../../live/whistles/notices.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { toggleSound, useSound } from './sound.ts';
import type { Alarms } from './useAlarms.ts';
import styles from './whistles.module.css';
import type { WhistleWords } from './words.ts';

/** Alarms an hour that can be kept up (domain.md §7: one in ten minutes). */
const STEADY = 6;

/** How much the operator owes, how fast it comes, and the switch of the tone. */
export function AlarmStrip(props: {
  alarms: Alarms;
  me: SessionState | null;
  onList: () => void;
  words: WhistleWords;
}): ReactNode {
  const { alarms, words } = props;
  const on = useSound((state) => state.on);
  const notices = useNotices(props.me?.operator ?? null).data?.waiting ?? 0;
  if (props.me === null) return <span className={styles['dim']}>{words.signInToAct}</span>;
  const open = alarms.all.filter(({ key }) => !alarms.book.acknowledged.includes(key)).length;
  return (
    <span className={styles['alarms']} data-part="w-alarms" data-open={open > 0}>
      <Button hint={words.alarmsHint} onPress={props.onList} kbd="L">
        {words.alarms} <b>{alarms.all.length}</b> ·{' '}
        {open > 0 ? words.unacknowledged(open) : words.allAcknowledged}
        {notices > 0 ? ` · ${words.newNotices(notices)}` : ''}
      </Button>
      <span title={words.rateHint} data-high={alarms.perHour > STEADY}>
        {words.rate(alarms.perHour)}
        {alarms.perHour > STEADY ? ` ${words.rateHigh}` : ''}
      </span>
      <Button pressed={on} hint={words.soundHint} onPress={toggleSound}>
        {on ? words.soundOn : words.soundOff}
      </Button>
    </span>
  );
}
