import { z } from 'zod';
import { WindowRole } from '../contract/windowRole.ts';
import { DisplayRef } from './display.ts';
import { Share } from './geometry.ts';

/** 日常值守, 调度会, 演练, 应急. The order is that of the keys. */
export const ProfileId = z.enum(['daily', 'meeting', 'drill', 'emergency']);
export type ProfileId = z.infer<typeof ProfileId>;

/** Identifies a window within its layout. The same id in another profile is the same window, moved. */
export const WindowId = z.string().regex(/^(wall|desk|whistles|connections)-[1-9]\d?$/);

export const LayoutWindow = z.object({
  id: WindowId,
  role: WindowRole,
  /** Index into the layout's displays. */
  display: z.int().min(0).max(15),
  /** A part of the work area, or the whole display including task bars. */
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('share'), share: Share }),
    z.object({ kind: z.literal('full') }),
  ]),
  /** Multiplies all sizes of this window, on top of the operator's own text size. */
  zoom: z.number().min(0.5).max(4),
  /** Linked windows share filters and selection; a pinned one keeps its own. */
  linked: z.boolean(),
  /** Full screen, alone on its display, and protected against keys pressed by mistake. */
  kiosk: z.boolean(),
});
export type LayoutWindow = z.infer<typeof LayoutWindow>;

/** Windows, and the displays for which they were laid out. Of windows on the same display the first is on top. */
export const Layout = z
  .object({ displays: z.array(DisplayRef).min(1).max(16), windows: z.array(LayoutWindow).max(16) })
  .superRefine(({ displays, windows }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', message });
    if (new Set(windows.map(({ id }) => id)).size !== windows.length) say('two windows of one name');
    for (const { id, role, display, kiosk, place } of windows) {
      if (!id.startsWith(`${role}-`)) say(`${id} is no name of a ${role}`);
      if (display >= displays.length) say(`${id} lies on a display that is not listed`);
      if (kiosk && place.kind !== 'full') say(`${id} is a kiosk but does not fill its display`);
      if (kiosk && windows.some((other) => other.id !== id && other.display === display))
        say(`${id} is a kiosk but not alone on its display`);
    }
  });
export type Layout = z.infer<typeof Layout>;

/** The layout of a profile: saved by the operator, or made for the displays found. */
const StoredLayout = z.object({ layout: Layout, origin: z.enum(['made', 'saved']) });
export type StoredLayout = z.infer<typeof StoredLayout>;

/** The stored layouts of one workstation. A profile that was never used is missing. */
export const LayoutBook = z.object({
  version: z.literal(1),
  /** The profile to restore at the next start. Null: none was ever chosen. */
  active: ProfileId.nullable(),
  profiles: z.partialRecord(ProfileId, StoredLayout),
});
export type LayoutBook = z.infer<typeof LayoutBook>;

export const EMPTY_BOOK: LayoutBook = { version: 1, active: null, profiles: {} };
