import { CodedError } from '../../../shared/errors/codedError.ts';
import type { peopleErrors } from '../../../shared/errors/people.ts';

export type PeopleRefusal = Exclude<keyof typeof peopleErrors, 'no-session' | 'sign-in-required'>;

/** A refused sign-in, or a refused change of operators. */
export class PeopleRefused<C extends PeopleRefusal = PeopleRefusal> extends CodedError<C> {}

/** Too many wrong PINs. `now` and `lockedUntil` in UTC milliseconds. */
export function lockedOut(lockedUntil: number, now: number): PeopleRefused {
  return new PeopleRefused('locked-out', { lockedUntil, minutes: Math.ceil((lockedUntil - now) / 60_000) });
}
