import { type PointerEvent, type ReactNode, type RefObject, useMemo } from 'react';
import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import type { PackView } from '../../../shared/contract/packView.ts';
import type { Mark } from '../../../shared/presenter/control.ts';
import { useWords } from '../../base/words.ts';
import { useFilterQuery } from '../../live/link/clock.ts';
import { useLink } from '../../live/link/filters.ts';
import { usePoints } from '../../live/queries/cases.ts';
import { usePack } from '../../live/queries/city.ts';
import { annotationShape } from '../../map/annotationShapes.ts';
import { labelPoint } from '../../map/geometry.ts';
import { placedLabels } from '../../map/Labels.tsx';
import cityStyles from '../../ui/city-map.module.css';
import { type Plane, planeOf } from '../../ui/cityShape.ts';
import { classes } from '../../ui/kit/classes.ts';
import styles from './presenter.module.css';
import { presenterWords } from './presenterWords.ts';
import type { ControlMapState } from './useControlMap.ts';
import type { PanelState } from './usePanel.ts';

type Props = {
  panel: PanelState;
  controlMap: ControlMapState;
  mapArea: RefObject<HTMLDivElement | null>;
  /** A place for a text was pointed at. */
  onAim: () => void;
};

/** The wall's map in small, to point and draw on: drawn from outlines alone, which costs no GL context. */
export function ControlMap({ panel, controlMap, mapArea, onAim }: Props): ReactNode {
  const words = useWords(presenterWords);
  const pack = usePack().data;
  const { box } = controlMap;
  const plane = useMemo(() => (box === null ? null : planeOf(box)), [box]);
  if (pack === undefined || box === null || plane === null) return null;
  const placeOf = (event: PointerEvent<SVGSVGElement>): LonLat => {
    const frame = event.currentTarget.getBoundingClientRect();
    return placeAtShare(
      box,
      (event.clientX - frame.left) / frame.width,
      (event.clientY - frame.top) / frame.height,
    );
  };
  return (
    <>
      <div
        className={styles['stage']}
        ref={mapArea}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the cross while this has the focus
        tabIndex={0}
        role="application"
        aria-label={words.pictureAlt(words[panel.tool])}
      >
        <svg
          className={classes(cityStyles['map'], styles['picture'])}
          data-part="city-map"
          viewBox={`0 0 100 ${plane.height}`}
          role="img"
          aria-label={words.picture}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            controlMap.down(placeOf(event));
          }}
          onPointerMove={(event) => controlMap.drag(placeOf(event))}
          onPointerUp={(event) => {
            controlMap.up(placeOf(event));
            if (panel.tool === 'text') onAim();
          }}
        >
          <Land pack={pack} plane={plane} />
          <Cases box={box} plane={plane} />
          <Drawing panel={panel} controlMap={controlMap} plane={plane} />
        </svg>
      </div>
      <p className={styles['hint']}>{hintOf(words, panel, controlMap)}</p>
    </>
  );
}

function hintOf(
  words: (typeof presenterWords)['zh' | 'en'],
  { tool, selected }: PanelState,
  { stroke, cursor }: ControlMapState,
): string {
  if (stroke !== null) return tool === 'pen' ? words.drawing : words.begun;
  const isAtSelected = selected !== null && cursor?.every((degree, axis) => degree === selected.at[axis]);
  return isAtSelected ? `${words.atSelected(selected.name)} ${words.pictureHint}` : words.pictureHint;
}

/** Height of names, in hundredths of the picture's width. */
const NAME_HEIGHT = 2.4;

function Land({ pack, plane }: { pack: PackView; plane: Plane }): ReactNode {
  const [outline, streets] = useMemo(
    () =>
      [pack.outline, pack.streets].map(({ features }) =>
        features.map((feature) => plane.path(feature.geometry)).join(''),
      ),
    [pack, plane],
  );
  const names = useMemo(() => {
    const labels = pack.streets.features.map(({ properties: { name }, geometry }) => ({
      name,
      ...labelPoint(geometry),
    }));
    const on = ([lon, lat]: LonLat): number[] => [plane.x(lon), plane.y(lat)];
    return placedLabels(
      labels.sort((a, b) => b.area - a.area),
      on,
      100,
      plane.height,
      NAME_HEIGHT,
    );
  }, [pack, plane]);
  return (
    <>
      <path className={cityStyles['land']} d={outline} />
      <path className={cityStyles['streets']} d={streets} />
      <path className={cityStyles['outline']} d={outline} />
      {names.map(({ key, name, x, y }) => (
        <text key={key} className={styles['name']} x={x} y={y}>
          {name}
        </text>
      ))}
    </>
  );
}

/** Enough dots to recognise the place; only the wall shows the full number. */
const MAX_CASES = 300;

/** The newest cases in sight, as this window is filtered. */
function Cases({ box, plane }: { box: Bbox; plane: Plane }): ReactNode {
  const query = useFilterQuery(useLink((link) => link.filter));
  const points = usePoints(query, box, MAX_CASES).data;
  const path = useMemo(
    () =>
      (points?.lon ?? [])
        .map((lon, index) => `M${plane.x(lon)} ${plane.y(points?.lat[index] ?? 0)}h0.01`)
        .join(''),
    [points, plane],
  );
  return <path className={styles['cases']} d={path} />;
}

/** Annotations of the first chosen wall, the unfinished stroke, the selected place and the cross. */
function Drawing({
  panel,
  controlMap,
  plane,
}: Pick<Props, 'panel' | 'controlMap'> & { plane: Plane }): ReactNode {
  const [content] = panel.contents;
  const { cursor, stroke } = controlMap;
  const at = ([lon, lat]: LonLat): { cx: number; cy: number } => ({ cx: plane.x(lon), cy: plane.y(lat) });
  const spot = content?.spot ?? null;
  const cross = cursor === null ? null : at(cursor);
  const unfinished =
    stroke === null || cursor === null || panel.tool === 'pen' ? stroke : [...stroke.slice(0, 1), cursor];
  return (
    <>
      {spot === null ? null : <circle className={styles['spot']} {...at(spot)} r={7} />}
      {panel.selected === null ? null : (
        <circle className={cityStyles['ring']} {...at(panel.selected.at)} r={2.2} />
      )}
      {content?.marks.map((mark) => (
        <SmallMark key={mark.id} mark={mark} plane={plane} />
      ))}
      {unfinished === null || panel.tool === 'spot' || panel.tool === 'text' ? null : (
        <SmallMark
          mark={{ kind: panel.tool, colour: panel.colour, points: [...unfinished], text: '' }}
          plane={plane}
        />
      )}
      {cross === null ? null : (
        <path
          className={styles['cross']}
          d={`M${cross.cx - 3} ${cross.cy}H${cross.cx + 3}M${cross.cx} ${cross.cy - 3}V${cross.cy + 3}`}
        />
      )}
    </>
  );
}

function SmallMark({ mark, plane }: { mark: Omit<Mark, 'id'>; plane: Plane }): ReactNode {
  const shape = annotationShape(mark, ([lon, lat]) => [plane.x(lon), plane.y(lat)], 2);
  if (shape === null) return null;
  return (
    <g className={styles['small']} data-colour={mark.colour} transform={`translate(${shape.x} ${shape.y})`}>
      <path d={shape.path} />
      {mark.text === '' ? null : <text y={3}>{mark.text}</text>}
    </g>
  );
}

/** The place at shares of the picture's width and height, from the upper left. */
function placeAtShare([west, south, east, north]: Bbox, x: number, y: number): LonLat {
  const clamped = (share: number): number => Math.min(1, Math.max(0, share));
  return [west + (east - west) * clamped(x), north - (north - south) * clamped(y)];
}
