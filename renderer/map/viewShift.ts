/** Where a map looks: degrees, and levels of zoom of 512 px. */
type View = { longitude: number; latitude: number; zoom: number };

export type Shift = { x: number; y: number; scale: number };

/** How what was placed for one view must be moved for another, px from the middle; `scale` 2 for one level nearer. */
export function shiftOf(placed: View, now: View): Shift {
  const world = 512 * 2 ** now.zoom;
  const across = (view: View): number => view.longitude / 360;
  const down = (view: View): number => {
    const sine = Math.sin((view.latitude * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };
  return {
    x: (across(placed) - across(now)) * world,
    y: (down(placed) - down(now)) * world,
    scale: 2 ** (now.zoom - placed.zoom),
  };
}
