import { z } from 'zod';
import { type Display, numberDisplays } from '../../../../shared/layout/display.ts';
import type { Placing } from '../../../../shared/layout/workspaceView.ts';

/** A screen of the Window Management API, in CSS px of the desktop. */
const Screen = z.object({
  label: z.string(),
  isPrimary: z.boolean(),
  devicePixelRatio: z.number().positive(),
  left: z.int(),
  top: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  availLeft: z.int(),
  availTop: z.int(),
  availWidth: z.int().positive(),
  availHeight: z.int().positive(),
});
type Details = EventTarget & { screens: unknown[]; currentScreen: unknown };
type GetScreenDetails = () => Promise<Details>;

let details: Details | null = null;

function screenDetailsFunction(): GetScreenDetails | null {
  const found: unknown = Reflect.get(globalThis, 'getScreenDetails');
  return typeof found === 'function' ? (found.bind(globalThis) as GetScreenDetails) : null;
}

/** Whether this browser lets windows be put on displays. */
export async function placing(): Promise<Placing> {
  if (screenDetailsFunction() === null) return 'unsupported';
  try {
    const { state } = await navigator.permissions.query({ name: 'window-management' as PermissionName });
    return state;
  } catch {
    return 'unsupported';
  }
}

/** Reads the displays once it is allowed (or asks, with `mayAsk`); tells `changed` of every later change. */
export async function openScreens(mayAsk: boolean, changed: () => void): Promise<void> {
  const getDetails = screenDetailsFunction();
  if (details !== null || getDetails === null) return;
  if (!mayAsk && (await placing()) !== 'granted') return;
  try {
    details = await getDetails();
  } catch {
    return;
  }
  details.addEventListener('screenschange', () => {
    listenToScreens(changed);
    changed();
  });
  listenToScreens(changed);
}

/** A change of resolution is an event of the screen; adding the same listener twice has no effect. */
function listenToScreens(changed: () => void): void {
  for (const screen of details?.screens ?? [])
    if (screen instanceof EventTarget) screen.addEventListener('change', changed);
}

/** The displays, numbered from the left. Only this window's own, and without its place, while the rest is not allowed. */
export function webDisplays(): Display[] {
  if (details !== null) {
    const read = details.screens.flatMap((screen) => {
      const parsed = Screen.safeParse(screen);
      return parsed.success ? [toDisplay(parsed.data)] : [];
    });
    if (read.length > 0) return numberDisplays(read);
  }
  const { availWidth, availHeight, width, height } = screen;
  const bounds = { x: 0, y: 0, width, height };
  const workArea = { x: 0, y: 0, width: availWidth, height: availHeight };
  return numberDisplays([{ label: '', primary: true, scaleFactor: devicePixelRatio, bounds, workArea }]);
}

function toDisplay(screen: z.infer<typeof Screen>): Omit<Display, 'id'> {
  return {
    label: screen.label,
    primary: screen.isPrimary,
    scaleFactor: screen.devicePixelRatio,
    bounds: { x: screen.left, y: screen.top, width: screen.width, height: screen.height },
    workArea: {
      x: screen.availLeft,
      y: screen.availTop,
      width: screen.availWidth,
      height: screen.availHeight,
    },
  };
}

/** The browser's own object for a display, which `requestFullscreen` wants; null when it is not known. */
export function screenOf({ bounds }: Pick<Display, 'bounds'>): unknown {
  return (
    details?.screens.find((screen) => {
      const read = Screen.safeParse(screen);
      return read.success && read.data.left === bounds.x && read.data.top === bounds.y;
    }) ?? null
  );
}
