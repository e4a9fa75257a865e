import type { WebMercatorViewport } from '@deck.gl/core';
import { memo, type ReactNode, useMemo } from 'react';
import { classes } from '../ui/kit/classes.ts';
import { type Box, placeLabels } from './labelPlaces.ts';
import styles from './map.module.css';
import { clockText } from './WhistleClock.tsx';
import type { WhistleMark } from './whistleMarks.ts';
import type { WhistleMapWords } from './whistleWords.ts';

/** Maximum number of labels; marks without a label still show state, urgency and level. */
const MAX_LABELS = 24;
/** Of the most pressing in sight, how many are tried for a label. */
const MAX_CANDIDATES = 60;

type Props = {
  viewport: WebMercatorViewport;
  marks: readonly WhistleMark[];
  /** Boxes that labels must leave free: names of streets. */
  obstacles: readonly Box[];
  rootSize: number;
  now: number;
  words: WhistleMapWords;
};

/** Remaining time and level beside the most urgent whistles; labels never overlap. */
export function WhistleLabels({ viewport, marks, obstacles, rootSize, now, words }: Props): ReactNode {
  const texts = useMemo(
    () =>
      new Map(
        marks.map(({ id, row, level }) => {
          const text = clockText(row.nearest, now, words);
          return [id, level > 0 ? `${text} ${words.level(level)}` : text];
        }),
      ),
    [marks, now, words],
  );
  const { width, height } = viewport;
  const visible = marks
    .map((mark) => {
      const [x = 0, y = 0] = viewport.project(mark.place);
      return { mark, x, y };
    })
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height)
    .slice(0, MAX_CANDIDATES);
  const requests = visible.map(({ mark, x, y }) => ({
    x,
    y,
    radius: rootSize * 1.05,
    height: rootSize * 1.35,
    width: widthOf(texts.get(mark.id) ?? '') * rootSize * 0.9 + rootSize * 0.5,
  }));
  const places = placeLabels(requests, obstacles, width, height, MAX_LABELS);
  return (
    <div
      className={classes(styles['labels'], styles['whistle-labels'])}
      data-part="map-labels"
      aria-hidden="true"
    >
      {visible.map(({ mark }, index) => {
        const place = places[index];
        return place === null || place === undefined ? null : (
          <Label key={mark.id} x={place.x} y={place.y} tone={mark.tone} text={texts.get(mark.id) ?? ''} />
        );
      })}
    </div>
  );
}

const Label = memo(function Label(props: { x: number; y: number; tone: string; text: string }): ReactNode {
  const { x, y, tone, text } = props;
  return (
    <span data-tone={tone} data-x={x} data-y={y} style={{ transform: `translate(${x}px, ${y}px)` }}>
      {text}
    </span>
  );
});

/** Width of a text in em, by guess: Chinese signs are square, figures and letters a bit over half as wide. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /[\u2e80-\uffff]/.test(sign) ? 1 : sign === ' ' ? 0.28 : 0.58;
  return width;
}
