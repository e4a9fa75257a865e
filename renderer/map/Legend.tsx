import type { ReactNode } from 'react';
import type { Theme } from '../app/prefs.ts';
import { useWords } from '../app/words.ts';
import { count } from '../ui/Figure.tsx';
import { CASE_STATES, StatusMark } from '../ui/StatusMark.tsx';
import { classLabels, countBreaks, ENOUGH, niceStep, RATE_BREAKS } from './classes.ts';
import { POINTS_LIMIT, type ShownPoints } from './map-data.ts';
import { setMap, useMap } from './map-state.ts';
import { mapWords } from './map-words.ts';
import { classColours, css } from './ramp.ts';

type Props = {
  theme: Theme;
  heatMax: number;
  packMax: number;
  radius: number;
  top: number;
  elsewhere: number;
  shown: ShownPoints;
  notes: { approximate: boolean; invented: boolean };
};

/** What the colours mean, with units. The scale never follows what is on screen; only a hand changes it. */
export function Legend(props: Props): ReactNode {
  const words = useWords(mapWords);
  const { surface, measure } = useMap();
  return (
    <aside className="map-legend">
      {surface === 'density' ? <DensityScale {...props} /> : null}
      {surface === 'grids' ? <ClassScale {...props} /> : null}
      {props.shown.state === 'shown' ? (
        <p className="map-legend-marks">
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
      {props.notes.approximate ? <p className="map-note">{words.approximate}</p> : null}
      {props.notes.invented && (surface === 'grids' || measure !== 'count') ? (
        <p className="map-note">{words.invented}</p>
      ) : null}
    </aside>
  );
}

function DensityScale({ theme, heatMax, packMax, radius }: Props): ReactNode {
  const words = useWords(mapWords);
  const colours = classColours(theme, 'amount').map(css);
  return (
    <>
      <p className="map-legend-title">
        <strong>{words.density}</strong> {words.densityUnit}
      </p>
      <div className="map-ramp" style={{ background: `linear-gradient(to right, ${colours.join(',')})` }} />
      <p className="map-ramp-ticks">
        <span>0</span>
        <span>{count(heatMax / 2)}</span>
        <span>≥{count(heatMax)}</span>
      </p>
      <ScaleByHand
        value={heatMax}
        standard={packMax}
        set={(value) => setMap({ heatMax: value })}
        note={words.radius(radius)}
      />
    </>
  );
}

function ClassScale({ theme, top }: Props): ReactNode {
  const words = useWords(mapWords);
  const measure = useMap((state) => state.measure);
  const rate = measure === 'rate';
  const breaks = rate ? RATE_BREAKS : countBreaks(top);
  const colours = classColours(theme, rate ? 'late' : 'amount');
  return (
    <>
      <p className="map-legend-title">
        <strong>{words[measure]}</strong> {rate ? words.rateUnit : words.countUnit}
      </p>
      <ul className="map-classes">
        <li>
          <i className="map-swatch" /> {rate ? words.noneRate : words.none}
        </li>
        {classLabels(measure, breaks).map((label, index) => (
          <li key={label}>
            <i className="map-swatch" style={{ background: css(colours[index] ?? [0, 0, 0, 0]) }} /> {label}
          </li>
        ))}
        {rate ? (
          <li>
            <i className="map-swatch map-few" /> {words.few(ENOUGH)}
          </li>
        ) : null}
      </ul>
      {rate ? null : (
        <ScaleByHand value={top} standard={null} set={(value) => setMap({ countTop: value })} note="" />
      )}
    </>
  );
}

type ByHand = {
  value: number;
  /** The default, null where it is computed. */
  standard: number | null;
  set: (value: number | null) => void;
  note: string;
};

function ScaleByHand({ value, standard, set, note }: ByHand): ReactNode {
  const words = useWords(mapWords);
  const next = (up: boolean): void => {
    const stepped = Math.max(5, niceStep(value, up));
    set(stepped === standard ? null : stepped);
  };
  return (
    <p className="map-by-hand">
      <button
        type="button"
        className="plain-button"
        title={words.lower}
        aria-label={words.lower}
        onClick={() => next(false)}
      >
        ▾
      </button>
      <button
        type="button"
        className="plain-button"
        title={words.higher}
        aria-label={words.higher}
        onClick={() => next(true)}
      >
        ▴
      </button>
      <button
        type="button"
        className="plain-button"
        title={words.standard}
        aria-label={words.standard}
        onClick={() => set(null)}
      >
        ↺
      </button>
      <span>{note}</span>
    </p>
  );
}
