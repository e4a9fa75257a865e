import type { ReactNode } from 'react';
import { NO_CONTROL } from '../../../shared/presenter/control.ts';
import { controlEndsAt } from '../../../shared/presenter/driverPresence.ts';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import { useWords } from '../../base/words.ts';
import { useSession } from '../../live/client/session.ts';
import { useMachineNow } from '../../live/link/clock.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { ACT_KEYS } from './panelKeys.ts';
import styles from './presenter.module.css';
import { presenterWords } from './presenterWords.ts';
import { statesOf } from './stateTexts.ts';
import { useClockText } from './useClockText.ts';
import type { PanelState } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';
import { secondsUntil } from './WallMarks.tsx';
import { useWallNames } from './wallNames.ts';

/** Walls that are open here, with what is done to each and by whom; chosen by their numbers. */
export function WallTable({ panel }: { panel: PanelState }): ReactNode {
  const words = useWords(presenterWords);
  const walls = usePresenter((state) => state.walls);
  if (walls.length === 0)
    return (
      <p className={styles['none']}>
        {words.noWalls}
        <br />
        {words.noWallsHint}
      </p>
    );
  return (
    <>
      <table className={styles['walls']}>
        <thead>
          <tr>
            <th scope="col">{words.walls}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.who}</th>
          </tr>
        </thead>
        <tbody>
          {walls.map((here, index) => (
            <Row key={here.wall} here={here} index={index} panel={panel} />
          ))}
        </tbody>
      </table>
      <Button onPress={panel.toggleAll} kbd={ACT_KEYS.all}>
        {words.all}
      </Button>
    </>
  );
}

function Row({ here, index, panel }: { here: WallReport; index: number; panel: PanelState }): ReactNode {
  const words = useWords(presenterWords);
  const nameOf = useWallNames();
  const timeText = useClockText();
  const now = useMachineNow(1000);
  const control = usePresenter((state) => state.board[here.wall] ?? NO_CONTROL);
  const chosen = panel.chosen.includes(here.wall);
  const where = here.display === null ? null : words.display(here.display);
  const kind = here.kiosk ? words.kiosk : here.slot === null ? words.loose : null;
  return (
    <tr data-chosen={chosen}>
      <th scope="row">
        <Checkbox checked={chosen} onChange={() => panel.toggle(here.wall)}>
          {index < 9 ? <Kbd keys={String(index + 1)} /> : null} <b>{nameOf(here.wall)}</b>
        </Checkbox>
        <small>{[where, kind].filter((part) => part !== null).join(' · ')}</small>
      </th>
      <td>
        {statesOf(words, control.content, here, now, (at) => timeText(at, true)).map(
          ({ key, text, tone }) => (
            <span key={key} className={styles['state']} data-tone={tone}>
              {text}
            </span>
          ),
        )}
      </td>
      <td>
        <DriverCell here={here} />
      </td>
    </tr>
  );
}

function DriverCell({ here }: { here: WallReport }): ReactNode {
  const words = useWords(presenterWords);
  const timeText = useClockText();
  const now = useMachineNow(1000);
  const self = usePresenter((state) => state.self);
  const me = useSession((session) => session.info?.operator ?? null);
  const control = usePresenter((state) => state.board[here.wall] ?? NO_CONTROL);
  const { driver } = control;
  const endsAt = controlEndsAt(control);
  if (driver === null) return <span className={styles['dim']}>{words.nobody}</span>;
  const name = driver.operator !== me ? driver.name : driver.window === self ? words.me : words.meElsewhere;
  return (
    <>
      {name} <span className={styles['dim']}>{timeText(driver.since, false)}</span>
      {endsAt === null ? null : (
        <span className={styles['state']} data-tone="late">
          {words.leaving(secondsUntil(endsAt, now))}
        </span>
      )}
    </>
  );
}
