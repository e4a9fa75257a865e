import type { ReactNode } from 'react';
import { controlEndsAt, LONG_FREEZE_MS } from '../../../shared/presenter/driverPresence.ts';
import { useWords } from '../../base/words.ts';
import { useMachineNow } from '../../live/link/clock.ts';
import { classes } from '../../ui/kit/classes.ts';
import marks from './marks.module.css';
import { type PresenterWords, presenterWords } from './presenterWords.ts';
import { useClockText } from './useClockText.ts';
import { pageLoadedAt, useWallState } from './useWall.ts';

/**
 * Status marks of a driven wall (导播): since when it is frozen, who drives it, and whether it hides an urgent change.
 */
export function WallMarks(): ReactNode {
  const driver = useWallState(({ control }) => control.driver);
  return driver === null ? null : <Marks />;
}

function Marks(): ReactNode {
  const words = useWords(presenterWords);
  const text = useClockText();
  const now = useMachineNow(1000);
  const { control, pictureAt, behind } = useWallState();
  const { driver, content } = control;
  const endsAt = controlEndsAt(control);
  const { frozenAt } = content;
  if (driver === null) return null;
  const old = frozenAt !== null && now - frozenAt >= LONG_FREEZE_MS;
  return (
    <div className={marks['marks']} data-part="wall-marks" role="status">
      {frozenAt === null || pictureAt === null ? null : (
        <p className={classes(marks['mark'], marks['frozen'])} data-part="wall-frozen" data-old={old}>
          <b>
            {old ? '▲' : '‖'} {words.frozen(text(pictureAt, true))}
          </b>{' '}
          {frozenAt < pageLoadedAt ? words.reloaded : ''}
          {ageText(words, Math.max(0, now - frozenAt))}
        </p>
      )}
      {behind ? <p className={classes(marks['mark'], marks['behind'])}>▲ {words.behind}</p> : null}
      {endsAt === null ? (
        <p className={classes(marks['mark'], marks['driver'])}>
          {words.by(driver.name, text(driver.since, false))}
        </p>
      ) : (
        <p className={classes(marks['mark'], marks['left'])}>△ {words.left(secondsUntil(endsAt, now))}</p>
      )}
    </div>
  );
}

/** Whole seconds left, never below 0. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

function ageText(words: PresenterWords, ms: number): string {
  return ms < 60_000 ? words.forSeconds(Math.floor(ms / 1000)) : words.forMinutes(Math.floor(ms / 60_000));
}
