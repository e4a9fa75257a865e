import type { ReactNode } from 'react';
import type { Theme } from '../base/prefs.ts';
import { useWords } from '../base/words.ts';
import { count } from '../ui/Figure.tsx';
import { Button } from '../ui/kit/Button.tsx';
import { classes } from '../ui/kit/classes.ts';
import { CASE_STATES, StatusMark } from '../ui/StatusMark.tsx';
import { classLabels, countBreaks, MIN_CASES_FOR_RATE, RATE_BREAKS } from './classes.ts';
import styles from './map.module.css';
import { POINTS_LIMIT, type ShownPoints } from './mapData.ts';
import { setMap, useMap } from './mapState.ts';
import { mapWords } from './mapWords.ts';
import { classColours, css } from './ramp.ts';
import { WhistleLegend } from './WhistleLegend.tsx';

type Props = {
  theme: Theme;
  heatMax: number;
  radius: number;
  top: number;
  elsewhere: number;
  shown: ShownPoints;
  notes: { approximate: boolean; invented: boolean };
  /** Whether whistles are on the map. */
  whistles: boolean;
  /** What else is on the map. */
  children: ReactNode;
};

/** The meaning of the colours, with units. The scale does not depend on the visible area; only the operator changes it. */
export function Legend(props: Props): ReactNode {
  const words = useWords(mapWords);
  const { surface, measure } = useMap();
  return (
    <aside className={styles['legend']} data-part="map-legend">
      {surface === 'density' ? <DensityScale {...props} /> : null}
      {surface === 'grids' ? <ClassScale {...props} /> : null}
      {props.shown.state === 'shown' ? (
        <p className={styles['legend-marks']}>
          {CASE_STATES.map((state) => (
            <StatusMark key={state} state={state} />
          ))}
        </p>
      ) : null}
      {props.shown.state === 'zoom-in' ? <p>{words.zoomForPoints}</p> : null}
      {props.shown.points !== null && props.shown.points.total > POINTS_LIMIT ? (
        <p>{words.newest(count(props.shown.points.ids.length), count(props.shown.points.total))}</p>
      ) : null}
      {surface === 'grids' && props.elsewhere > 0 ? <p>{words.elsewhere(count(props.elsewhere))}</p> : null}
      {props.whistles ? <WhistleLegend /> : null}
      {props.children}
      {props.notes.approximate ? <p className={styles['note']}>{words.approximate}</p> : null}
      {props.notes.invented && (surface === 'grids' || measure !== 'count') ? (
        <p className={styles['note']}>{words.invented}</p>
      ) : null}
    </aside>
  );
}

function DensityScale({ theme, heatMax, radius }: Props): ReactNode {
  const words = useWords(mapWords);
  const densitySteps = useMap((state) => state.densitySteps);
  const colours = classColours(theme, 'amount').map(css);
  return (
    <>
      <p className={styles['legend-title']}>
        <strong>{words.density}</strong> {words.densityUnit}
      </p>
      <div
        className={styles['ramp']}
        style={{ background: `linear-gradient(to right, ${colours.join(',')})` }}
      />
      <p className={styles['ramp-ticks']}>
        <span>0</span>
        <span>{count(heatMax / 2)}</span>
        <span>≥{count(heatMax)}</span>
      </p>
      <ScaleStepper steps={densitySteps} set={(densitySteps) => setMap({ densitySteps })} />
      <p>{words.radius(radius)}</p>
    </>
  );
}

function ClassScale({ theme, top }: Props): ReactNode {
  const words = useWords(mapWords);
  const { measure, countSteps } = useMap();
  const rate = measure === 'rate';
  const breaks = rate ? RATE_BREAKS : countBreaks(top);
  const colours = classColours(theme, rate ? 'late' : 'amount');
  return (
    <>
      <p className={styles['legend-title']}>
        <strong>{words[measure]}</strong> {rate ? words.rateUnit : words.countUnit}
      </p>
      <ul className={styles['classes']}>
        <li>
          <i className={styles['swatch']} /> {rate ? words.noneRate : words.none}
        </li>
        {classLabels(measure, breaks).map((label, index) => (
          <li key={label}>
            <i className={styles['swatch']} style={{ background: css(colours[index] ?? [0, 0, 0, 0]) }} />{' '}
            {label}
          </li>
        ))}
        {rate ? (
          <li>
            <i className={classes(styles['swatch'], styles['few'])} /> {words.few(MIN_CASES_FOR_RATE)}
          </li>
        ) : null}
      </ul>
      {rate ? null : <ScaleStepper steps={countSteps} set={(steps) => setMap({ countSteps: steps })} />}
    </>
  );
}

type StepperProps = { steps: number; set: (steps: number) => void };

/** Moves the end of a scale along 1, 2, 5, 10 …; the last button takes it back. */
function ScaleStepper({ steps, set }: StepperProps): ReactNode {
  const words = useWords(mapWords);
  return (
    <p className={styles['by-hand']}>
      <span>{words.top}</span>
      <Button hint={words.lower} label={words.lower} onPress={() => set(steps - 1)}>
        ▼
      </Button>
      <Button hint={words.higher} label={words.higher} onPress={() => set(steps + 1)}>
        ▲
      </Button>
      <Button hint={words.standard} label={words.standard} disabled={steps === 0} onPress={() => set(0)}>
        ←
      </Button>
    </p>
  );
}
