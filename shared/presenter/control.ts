import { z } from 'zod';
import { LonLat, Millis } from '../contract/common.ts';

/** Names a window of the workstation: its slot in the layout (`wall-2`), else a name of its own. */
export const WindowName = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** Who drives a wall: an operator at one window. A second window of the same operator is another driver. */
export const Driver = z.object({
  window: WindowName,
  operator: z.string().min(1).max(60),
  /** As it stands on the wall. */
  name: z.string().min(1).max(60),
  since: Millis,
});
export type Driver = z.infer<typeof Driver>;

/**
 * Colours of annotations, by token. Red (`overdue`) is not among them: the colour of alarms means nothing else
 * (domain.md §7).
 */
export const MarkColour = z.enum(['ink', 'action', 'fresh', 'late']);
export type MarkColour = z.infer<typeof MarkColour>;

export const MarkKind = z.enum(['pen', 'arrow', 'ring', 'text']);
export type MarkKind = z.infer<typeof MarkKind>;

/** The longest text, in characters, that can be read from the back of a hall at a glance. */
export const MAX_TEXT_LENGTH = 24;
export const MAX_MARKS = 60;
const MAX_POINTS = 240;

/**
 * One stroke of an annotation (标注), in the map's coordinates. A ring is its middle and a point on it, an arrow its tail
 * and its head, a text its place.
 */
export const Mark = z.object({
  id: z.string().min(1).max(60),
  kind: MarkKind,
  colour: MarkColour,
  points: z.array(LonLat).min(1).max(MAX_POINTS),
  text: z.string().max(MAX_TEXT_LENGTH),
});
export type Mark = z.infer<typeof Mark>;

/** Where a wall looks and by what (投送): the address of the filter and selection, and the state of the map. */
export const SentView = z.object({
  /** Tells two sendings of the same view apart. */
  id: z.string().min(1).max(60),
  /** `?period=7d&case=…`, as in a window's address. */
  search: z.string().max(8000),
  /** Null: the whole city. */
  map: z.object({ longitude: z.number(), latitude: z.number(), zoom: z.number().min(0).max(24) }).nullable(),
  /** Of the map that it was seen on, px: another shows the same part of the city, larger or smaller. */
  size: z.object({ width: z.number().positive(), height: z.number().positive() }).nullable(),
  /** The whistle whose card is open. */
  whistle: z.string().max(80).nullable(),
  surface: z.enum(['density', 'grids']),
  measure: z.enum(['count', 'open', 'rate']),
  points: z.boolean(),
  whistles: z.boolean(),
});
export type SentView = z.infer<typeof SentView>;

/** What the presenter (导播) changes on a wall. All empty: the wall is live, and linked or pinned as its own layout says. */
export const Content = z.object({
  /** 定格: since when figures, map and clocks are frozen. */
  frozenAt: Millis.nullable(),
  /** 黑屏: since when the wall is blank on purpose. */
  blankAt: Millis.nullable(),
  /** 固定 or 跟随, whatever the wall was before; null: as it was. */
  link: z.enum(['pinned', 'following']).nullable(),
  view: SentView.nullable(),
  /** 聚光. */
  spot: LonLat.nullable(),
  marks: z.array(Mark).max(MAX_MARKS),
  /** 调度会: the meeting whose item the wall shows beside its map; null: none. Absent in boards of earlier versions. */
  meeting: z.string().max(80).nullable().default(null),
});
export type Content = z.output<typeof Content>;

export const LIVE: Content = {
  frozenAt: null,
  blankAt: null,
  link: null,
  view: null,
  spot: null,
  marks: [],
  meeting: null,
};

/** Orders the controls of a wall: the higher number wins, of equal ones the greater name. */
export const Stamp = z.object({ n: z.int().min(0), by: WindowName });
export type Stamp = z.infer<typeof Stamp>;

/** The state of control (导播) of one wall. */
export const Control = z.object({
  stamp: Stamp,
  /** When it was last changed. */
  at: Millis,
  /** Null: nobody drives, and the content is empty. */
  driver: Driver.nullable(),
  content: Content,
  /** When the driver's window was found closed or unresponsive, or its session ended. Control ends after a grace period. */
  leftAt: Millis.nullable(),
  /** What the last act changed, so that it can be undone. */
  undo: z.object({ act: z.string().max(60), by: Driver, at: Millis, before: Content }).nullable(),
});
export type Control = z.infer<typeof Control>;

export const NO_CONTROL: Control = {
  stamp: { n: 0, by: '-' },
  at: 0,
  driver: null,
  content: LIVE,
  leftAt: null,
  undo: null,
};

/** The control of every wall, by its name. */
export const WallControls = z.record(WindowName, Control);
export type WallControls = z.infer<typeof WallControls>;

/** True when the presenter changes nothing on the wall. */
export function isLive({ frozenAt, blankAt, link, view, spot, marks, meeting }: Content): boolean {
  return (
    frozenAt === null &&
    blankAt === null &&
    link === null &&
    view === null &&
    spot === null &&
    meeting === null &&
    marks.length === 0
  );
}
