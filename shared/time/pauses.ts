/** A period in which the clock of a limit is paused (挂账, 待核实 …): UTC ms; `to` null while it lasts. */
export type Pause = { from: number; to: number | null };

/** Pauses after `start`, in order, overlapping ones merged; an open one ends at infinity. */
export function mergePauses(pauses: readonly Pause[], start: number): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  const clipped = pauses
    .map((p) => ({ from: Math.max(p.from, start), to: p.to ?? Number.POSITIVE_INFINITY }))
    .filter((p) => p.to > p.from)
    .sort((a, b) => a.from - b.from);
  for (const pause of clipped) {
    const previous = merged.at(-1);
    if (previous && pause.from <= previous.to) previous.to = Math.max(previous.to, pause.to);
    else merged.push(pause);
  }
  return merged;
}

/** The periods within [from, to) in which the clock runs. */
export function runningStretches(
  from: number,
  to: number,
  pauses: readonly Pause[],
): { from: number; to: number }[] {
  const running: { from: number; to: number }[] = [];
  let at = from;
  for (const pause of mergePauses(pauses, from)) {
    if (pause.from >= to) break;
    if (pause.from > at) running.push({ from: at, to: pause.from });
    at = pause.to;
  }
  if (at < to) running.push({ from: at, to });
  return running;
}
