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

/** Where a fired timer is kept in the state: `s1.arrive.0@0.5`, the clock and the share of it that is used up. */
export function timerKey(clock: string, mark: number): string {
  return `${clock}@${mark}`;
}

/**
 * Id of a timer: `s1.arrive.0@1`, and `s1.arrive.0@1~2` where two earlier ones were taken back because the limit had moved.
 * It differs from theirs, since a timer fires once.
 */
export function timerId(key: string, takenBack: number): string {
  return takenBack === 0 ? key : `${key}~${takenBack}`;
}

/** The key of a timer with this id. */
export function keyOfTimer(id: string): string {
  return id.replace(/~\d+$/, '');
}
