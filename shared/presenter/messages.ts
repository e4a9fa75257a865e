import { z } from 'zod';
import { Bbox, Millis } from '../contract/common.ts';
import { WallControls, WindowName } from './control.ts';

/** What a wall (态势大屏) reports about itself. */
export const WallReport = z.object({
  wall: WindowName,
  /** Its name in the layout (`wall-2`); null for a window that nobody laid out. */
  slot: z.string().max(40).nullable(),
  /** Number of its display in the hall panel; null when unknown. */
  display: z.string().max(10).nullable(),
  kiosk: z.boolean(),
  openedAt: Millis,
  /** What its map shows, WGS-84; null where there is no map. */
  bounds: Bbox.nullable(),
  /** The time that its frozen picture shows; null while it is live. */
  pictureAt: Millis.nullable(),
  /** An urgent whistle has come that the frozen or blank wall does not show. */
  behind: z.boolean(),
});
export type WallReport = z.infer<typeof WallReport>;

/** Messages between the windows of one workstation about the presenter. Anything else is ignored. */
export const Message = z.discriminatedUnion('kind', [
  /** Controls of some walls, or of all. */
  z.object({ kind: z.literal('board'), board: WallControls }),
  /** A window that has just opened, or its panel, asks the others for their reports and controls. */
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('here'), here: WallReport }),
  /** A wall asks the window that drives it whether it still responds. */
  z.object({ kind: z.literal('ask'), window: WindowName }),
  z.object({ kind: z.literal('answer'), window: WindowName }),
  /** A wall became another window. */
  z.object({ kind: z.literal('gone'), wall: WindowName }),
]);
export type Message = z.infer<typeof Message>;
