/** Id of a whistle, from the id of the command that drafts it: the same command twice is the same whistle. */
export function whistleId(commandId: string): string {
  return `w-${commandId}`;
}

/** Command id of a firing timer: the same timer of the same whistle fires once. */
export function timerCommandId(whistle: string, timer: string): string {
  return `t-${whistle}-${timer}`;
}

/** Id of the n-th summons of a whistle, from 1. */
export function summonsId(n: number): string {
  return `s${n}`;
}

/** Id of a clock; `owner` is a summons id, or `w` for the whistle's own. */
export function clockId(owner: string, kind: string, generation: number): string {
  return `${owner}.${kind}.${generation}`;
}

/** Id of a timer at a share of a clock: `s1.arrive.0@0.5`. */
export function timerId(clock: string, mark: number): string {
  return `${clock}@${mark}`;
}
