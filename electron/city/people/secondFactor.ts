import { randomBytes } from 'node:crypto';
import type { SecondFactorAnswer } from '../../../shared/contract/people.ts';
import type { Clock } from '../ports.ts';

/**
 * A second factor of the sign-in, e.g. a USB key that signs with SM2 (domain.md §8.1, 双因子). None comes with the program:
 * who has one passes it to `createCity`.
 */
export type SecondFactor = {
  /** Whether the operator must answer a challenge besides the PIN. */
  enrolled(operator: string): boolean;
  /** Whether `answer` (the device's, as text) fits the challenge and the operator's device. */
  verify(operator: string, challenge: string, answer: string): Promise<boolean>;
};

/** How long a challenge can be answered, ms: putting in a key and typing its own PIN. */
const ANSWER_WITHIN_MS = 2 * 60_000;
/** Challenges that one operator may have open: windows of a desk. The oldest goes first. */
const OPEN_AT_MOST = 8;

/** Challenges that wait for their answer. Each is for one operator and for one attempt; a restart forgets them. */
export type Challenges = {
  /** A new challenge; null for an operator who needs none. */
  create(operator: string): string | null;
  /** `expired`: unknown, used, too old, or of another operator. */
  answer(operator: string, given: SecondFactorAnswer): Promise<'right' | 'wrong' | 'expired'>;
};

export function createChallenges(factor: SecondFactor | null, clock: Clock): Challenges {
  const open = new Map<string, { challenge: string; until: number }[]>();
  return {
    create(operator) {
      if (factor === null || !factor.enrolled(operator)) return null;
      const challenge = randomBytes(32).toString('base64url');
      const others = (open.get(operator) ?? []).filter(({ until }) => until > clock.now());
      const all = [...others, { challenge, until: clock.now() + ANSWER_WITHIN_MS }];
      open.set(operator, all.slice(-OPEN_AT_MOST));
      return challenge;
    },
    async answer(operator, { challenge, answer }) {
      const all = open.get(operator) ?? [];
      const found = all.find((one) => one.challenge === challenge);
      open.set(
        operator,
        all.filter((one) => one !== found),
      );
      if (factor === null || found === undefined || found.until <= clock.now()) return 'expired';
      return (await factor.verify(operator, challenge, answer)) ? 'right' : 'wrong';
    },
  };
}
