import type { PushedAnswer } from '../../../shared/contract/status.ts';

/** An answer is as good as asked for while nothing else can have changed it: the clock, an act of the operator. ms. */
const GOOD_MS = 1000;

let answers: ReadonlyMap<string, unknown> = new Map();
let cameAt = 0;

/** Takes the answers that came with the news; those before are of the past. `now`: our clock, ms. */
export function takeTold(told: readonly PushedAnswer[], now: number): void {
  answers = new Map(told.map(({ ask, body }) => [ask, body]));
  cameAt = now;
}

/** The answer to a question (path and query) that came just now; undefined where it has to be asked. */
export function toldAnswer(ask: string, now: number): unknown {
  return now - cameAt <= GOOD_MS ? answers.get(ask) : undefined;
}
