import type { ViewState } from './view.ts';

export type Shift = { x: number; y: number; scale: number };

/** The shift (px from the centre) and scale that move an overlay from one view to another; scale 2 per zoom level. */
export function shiftOf(placed: ViewState, now: ViewState): Shift {
  const world = 512 * 2 ** now.zoom;
  const across = (view: ViewState): number => view.longitude / 360;
  const down = (view: ViewState): number => {
    const sine = Math.sin((view.latitude * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };
  return {
    x: (across(placed) - across(now)) * world,
    y: (down(placed) - down(now)) * world,
    scale: 2 ** (now.zoom - placed.zoom),
  };
}
