import { z } from 'zod';
import { WindowRole } from '../../shared/contract/windowRole.ts';
import { LayoutWindow, ProfileId, WindowId } from '../../shared/layout/layout.ts';
import { WorkspaceView } from '../../shared/layout/workspaceView.ts';

/**
 * All IPC calls that a window may make. Input and output are validated; the sender must be a window of the console. What a
 * kiosk may call is in wallGuard.ts.
 */
export const calls = {
  /** Displays, windows, profiles and notes; windows read it again on every `host:event` of `changed`. */
  'host:view': { input: z.null(), output: WorkspaceView },
  /** By it the shell knows the sender's requests; see windowTickets.ts. */
  'host:ticket': { input: z.null(), output: z.object({ ticket: z.string() }) },
  'host:switch-profile': { input: z.object({ profile: ProfileId }), output: z.null() },
  'host:save-profile': { input: z.object({ profile: ProfileId }), output: z.null() },
  'host:reset-profile': { input: z.object({ profile: ProfileId }), output: z.null() },
  /** `display` is the number of a display in the view, as text; null: where there is room. */
  'host:open-window': {
    input: z.object({ role: WindowRole, display: z.string().max(4).nullable() }),
    output: z.object({ opened: z.boolean() }),
  },
  /** Size of the text and link of a window; kept with the profile when that is saved. */
  'host:adjust-window': {
    input: LayoutWindow.pick({ zoom: true, linked: true }).extend({ window: WindowId }),
    output: z.null(),
  },
  /** Windows ask the operator first; that a page says so proves nothing, so the shell asks too where a kiosk calls. */
  'host:leave-kiosk': { input: z.object({ window: WindowId }), output: z.null() },
  /** Shows the number of every display for a few seconds. */
  'host:identify': { input: z.null(), output: z.null() },
  /** The sender lost its graphics context for good: reloads its page, within its crash budget. */
  'host:restart-window': { input: z.null(), output: z.object({ restarted: z.boolean() }) },
  /**
   * Shows a desktop notification while no window has the focus. `key` identifies the event. Never contains personal
   * data.
   */
  'host:notify': {
    input: z.object({ key: z.string().max(200), title: z.string().max(80), body: z.string().max(300) }),
    output: z.null(),
  },
  /** Prints the sender's page, or saves it as PDF where no printer is. */
  'host:print': { input: z.null(), output: z.object({ outcome: z.enum(['printed', 'saved', 'cancelled']) }) },
} as const;

export type CallName = keyof typeof calls;
export type Input<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
