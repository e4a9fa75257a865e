import { z } from 'zod';
import { WindowRole } from '../contract/windowRole.ts';
import { Display } from './display.ts';
import { Bounds } from './geometry.ts';
import { ProfileId, WindowId } from './layout.ts';

/** A notice about the windows for the operator; the renderer has the words. */
export const WorkspaceNotice = z.discriminatedUnion('code', [
  /** The stored layouts were unreadable: the previous copy was used, or there was none. The broken file was kept. */
  z.object({ code: z.literal('book-previous') }),
  z.object({ code: z.literal('book-lost') }),
  z.object({ code: z.literal('book-unwritable') }),
  /** Windows whose display was unplugged, and windows whose display came back. */
  z.object({ code: z.literal('left'), windows: z.array(WindowId) }),
  z.object({ code: z.literal('returned'), windows: z.array(WindowId) }),
  /** A window crashed repeatedly and is not opened any more. */
  z.object({ code: z.literal('gave-up'), window: WindowId }),
  /** The desktop (Wayland) does not let programs place their windows or bring them to the front. */
  z.object({ code: z.literal('no-positions') }),
  /** The browser blocked windows from opening. */
  z.object({ code: z.literal('blocked'), windows: z.array(WindowId) }),
]);
export type WorkspaceNotice = z.infer<typeof WorkspaceNotice>;

/** A window of the active layout. `open` is false when it was closed or could not be opened. */
export const WorkspaceWindow = z.object({
  id: WindowId,
  role: WindowRole,
  display: z.string(),
  bounds: Bounds,
  full: z.boolean(),
  kiosk: z.boolean(),
  zoom: z.number(),
  linked: z.boolean(),
  guest: z.boolean(),
  lowered: z.boolean(),
  open: z.boolean(),
});
export type WorkspaceWindow = z.infer<typeof WorkspaceWindow>;

/** Whether this host can place windows on displays: in a browser the operator must allow it once. */
export const Placing = z.enum(['granted', 'prompt', 'denied', 'unsupported']);
export type Placing = z.infer<typeof Placing>;

/** The service process behind the windows, as the shell sees it. `message`: why it stopped, for the operator. */
export const ServiceState = z.object({
  state: z.enum(['starting', 'running', 'restarting', 'stopped']),
  message: z.string(),
});
export type ServiceState = z.infer<typeof ServiceState>;

/** The data of the panel 「窗口布局」, and the settings of each window. */
export const WorkspaceView = z.object({
  placing: Placing,
  /** Null on the web host, where a window only sees whether the service answers. */
  service: ServiceState.nullable(),
  /** In reading order: the number of a display is its place here, from 1. */
  displays: z.array(Display),
  active: ProfileId.nullable(),
  /** Grows with every switch of the profile: a window then takes its role, link and zoom from the layout again. */
  turn: z.int().min(0),
  profiles: z.array(z.object({ id: ProfileId, origin: z.enum(['made', 'saved']) })),
  windows: z.array(WorkspaceWindow),
  /** Walls that have no display at present. */
  parked: z.array(z.object({ id: WindowId, role: WindowRole })),
  notes: z.array(WorkspaceNotice),
});
export type WorkspaceView = z.infer<typeof WorkspaceView>;
