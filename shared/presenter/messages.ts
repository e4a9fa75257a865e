import { z } from 'zod';
import { Bbox, Millis } from '../contract/common.ts';
import { Board, WindowName } from './control.ts';

/** A wall (态势大屏) as it tells of itself. */
export const WallHere = z.object({
  wall: WindowName,
  /** Its name in the layout (`wall-2`); null for a window that nobody laid out. */
  slot: z.string().max(40).nullable(),
  /** Number of its display in the hall panel; null when unknown. */
  display: z.string().max(10).nullable(),
  kiosk: z.boolean(),
  openedAt: Millis,
  /** What its map shows, WGS-84; null where there is no map. */
  bounds: Bbox.nullable(),
  /** The moment that its picture shows while it stands still; null while it is live. */
  pictureAt: Millis.nullable(),
  /** Something red has come that the covered wall does not show. */
  behind: z.boolean(),
});
export type WallHere = z.infer<typeof WallHere>;

/** What windows of one workstation tell each other of the presenter. Anything else is not heard. */
export const Message = z.discriminatedUnion('kind', [
  /** A part of what is in force, or all of it. */
  z.object({ kind: z.literal('board'), board: Board }),
  /** A window that has just come, or a panel that opened: tell me. */
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('here'), here: WallHere }),
  /** A wall asks the window that drives it whether it still does anything. */
  z.object({ kind: z.literal('ask'), window: WindowName }),
  z.object({ kind: z.literal('answer'), window: WindowName }),
  /** A wall became another window. */
  z.object({ kind: z.literal('gone'), wall: WindowName }),
]);
export type Message = z.infer<typeof Message>;
