import { type ReactNode, useEffect, useRef } from 'react';
import type { WallWhistle } from '../../shared/contract/wallWhistles.ts';
import { CLOCK_WORDS, LEVEL_WORDS, STAGE_WORDS } from '../../shared/whistle/words.ts';
import { useWords } from '../base/words.ts';
import { useErrorText } from '../live/client/errorText.ts';
import { shortTime } from '../live/link/cityTime.ts';
import { useNow, useZone } from '../live/link/clock.ts';
import { useWallWhistle } from '../live/whistles/wallWhistles.ts';
import { Button } from '../ui/kit/Button.tsx';
import { classes } from '../ui/kit/classes.ts';
import { type Names, shortNumber, useNames } from '../ui/names.ts';
import { whistleStreets } from '../ui/whistleStreets.ts';
import styles from './map.module.css';
import { openOnBoard } from './openBoard.ts';
import { SummonedList } from './SummonedList.tsx';
import { WhistleChain } from './WhistleChain.tsx';
import { WhistleClock } from './WhistleClock.tsx';
import { WhistleShape } from './WhistleShape.tsx';
import { groupOf, toneOf } from './whistleMarks.ts';
import whistleStyles from './whistles.module.css';
import { whistleMapWords } from './whistleWords.ts';

/** A whistle on a wall: street, summoned departments, arrivals and clocks. It contains no personal data. */
export function WhistleCard({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const words = useWords(whistleMapWords);
  const errorText = useErrorText();
  const names = useNames();
  const now = useNow(15_000);
  const { data, error } = useWallWhistle(id);
  const card = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another whistle takes the focus again
  useEffect(() => card.current?.focus({ preventScroll: true }), [id]);
  return (
    <section
      className={classes(styles['card'], styles['whistle-card'])}
      data-part="map-card"
      aria-label={`${words.whistles} ${shortNumber(id)}`}
      ref={card}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {data === undefined ? (
        <p>{error === null ? words.loading : errorText(error)}</p>
      ) : (
        <Body view={data} names={names} now={now} />
      )}
      <p className={whistleStyles['whistle-card-do']}>
        <Button onPress={() => openOnBoard(id)}>{words.openBoard}</Button>
        <Button onPress={onClose}>{words.close}</Button>
      </p>
    </section>
  );
}

function Body({ view, names, now }: { view: WallWhistle; names: Names; now: number }): ReactNode {
  const words = useWords(whistleMapWords);
  const zone = useZone();
  const { language } = names;
  const { summary, clocks } = view;
  const group = groupOf(summary);
  const time = (at: number): string => shortTime(at, zone, now);
  const running = clocks
    // The objection window demands no action, and the chain shows the next level.
    .filter(({ kind }) => kind !== 'rung' && kind !== 'object')
    .sort((a, b) => (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY));
  return (
    <>
      <header className={styles['whistle-card-head']}>
        <span>
          {group === null ? null : <WhistleShape group={group} tone={toneOf(summary, now)} />}{' '}
          {summary.kindName} · {STAGE_WORDS[summary.stage][language]}
        </span>
        {summary.level > 0 ? (
          <b className={whistleStyles['whistle-level']}>
            {words.level(summary.level)} {LEVEL_WORDS[summary.level][language]}
          </b>
        ) : null}
        <code>{shortNumber(summary.id)}</code>
      </header>
      <strong className={whistleStyles['whistle-subject']}>{summary.subject}</strong>
      <p>
        <span className={whistleStyles['whistle-dim']}>{words.blownBy}</span>{' '}
        {whistleStreets(summary, names.org)} {summary.blownAt === null ? words.notYet : time(summary.blownAt)}
      </p>
      {view.children.length === 0 ? null : (
        <>
          <h3>
            {words.called} <span>{words.arrivedOf(summary.arrived, summary.expected)}</span>
          </h3>
          <SummonedList called={view.children} names={names} time={time} />
        </>
      )}
      {running.length === 0 ? null : (
        <>
          <h3>{words.clocks}</h3>
          <ul className={whistleStyles['whistle-clocks']}>
            {running.map((clock) => (
              <li key={clock.id}>
                <span>{CLOCK_WORDS[clock.kind][language]}</span>
                <span className={whistleStyles['whistle-dim']}>{names.org(clock.org)}</span>
                <WhistleClock clock={clock} now={now} words={words} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.chain}</h3>
      <WhistleChain view={view} names={names} time={time} />
    </>
  );
}
