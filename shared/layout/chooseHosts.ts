import { type Display, inReadingOrder } from './display.ts';
import type { Layout } from './layout.ts';

/** Indices into the present displays. `whole`: the guest windows have the display to themselves, as they had at home. */
export type Hosts = {
  hosts: Map<string, { display: number; whole: boolean }>;
  /** Displays whose kiosk wall becomes an ordinary window. */
  lowered: Set<number>;
};

/**
 * Chooses displays for the windows of missing displays («guests»). Operator windows come first: all windows of one
 * display go to an empty display, else to one without a kiosk wall; else the kiosk on the primary display is lowered to
 * an ordinary window, because a hall must be able to work. Walls take a display that is still empty, else lie behind the
 * operator windows, else are not shown.
 */
export function chooseHosts(
  layout: Layout,
  displays: readonly Display[],
  match: readonly (number | null)[],
): Hosts {
  const order = inReadingOrder(displays).map((display) => displays.indexOf(display));
  const load = new Map(order.map((display) => [display, 0]));
  const kiosks = new Set<number>();
  for (const window of layout.windows) {
    const home = match[window.display] ?? null;
    if (home === null) continue;
    load.set(home, (load.get(home) ?? 0) + 1);
    if (window.kiosk) kiosks.add(home);
  }
  const result: Hosts = { hosts: new Map(), lowered: new Set() };
  const missing = layout.displays
    .map((ref, index) => ({
      ref,
      windows: layout.windows.filter((window) => window.display === index),
      index,
    }))
    .filter(({ index, windows }) => (match[index] ?? null) === null && windows.length > 0)
    .sort((a, b) => Number(isKiosk(a)) - Number(isKiosk(b)) || a.index - b.index);

  for (const each of missing) {
    const area = each.ref.width * each.ref.height;
    const nearest = (candidates: number[]) => bestHost(candidates, displays, load, area);
    const host =
      nearest(order.filter((display) => load.get(display) === 0)) ??
      nearest(order.filter((display) => !kiosks.has(display))) ??
      (isKiosk(each) ? null : lowerKiosk(order, displays, kiosks, result.lowered));
    if (host === null) continue;
    const whole = load.get(host) === 0;
    for (const window of each.windows) result.hosts.set(window.id, { display: host, whole });
    load.set(host, (load.get(host) ?? 0) + each.windows.length);
    if (whole && isKiosk(each)) kiosks.add(host);
  }
  return result;
}

function isKiosk({ windows }: { windows: Layout['windows'] }): boolean {
  return windows.some((window) => window.kiosk);
}

/** The one with the fewest windows, then the primary one, then the nearest in size, then from the left. */
function bestHost(
  candidates: number[],
  displays: readonly Display[],
  load: ReadonlyMap<number, number>,
  area: number,
): number | null {
  const cost = (index: number): [number, number, number] => {
    const display = displays[index];
    if (display === undefined) return [Number.POSITIVE_INFINITY, 0, 0];
    const { width, height } = display.bounds;
    return [load.get(index) ?? 0, display.primary ? 0 : 1, Math.abs(width * height - area)];
  };
  const sorted = [...candidates].sort((a, b) => {
    const [x, y] = [cost(a), cost(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  });
  return sorted[0] ?? null;
}

/** When every display is a kiosk: lowers the kiosk on the primary display, else on the leftmost. */
function lowerKiosk(
  order: readonly number[],
  displays: readonly Display[],
  kiosks: Set<number>,
  lowered: Set<number>,
): number | null {
  const chosen = order.find((index) => displays[index]?.primary === true) ?? order[0];
  if (chosen === undefined) return null;
  kiosks.delete(chosen);
  lowered.add(chosen);
  return chosen;
}
