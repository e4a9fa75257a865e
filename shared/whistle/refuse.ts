import type { Refusal, Words } from '../contract/whistles.ts';

/**
 * Carries a refusal out of a guard. Never leaves `decide`, which catches it: guards read as one line each, where
 * handing results up through every call would bury the rule.
 */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message.zh);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

export function words(zh: string, en: string): Words {
  return { zh, en };
}

/** A role, an organisation or two hands stand in the way. */
export function forbid(rule: string, message: Words, remedy: Words): never {
  throw new Refused({ rule, kind: 'forbidden', message, remedy });
}

/** The whistle has moved on. */
export function conflict(rule: string, message: Words, remedy: Words): never {
  throw new Refused({ rule, kind: 'conflict', message, remedy });
}

/** Something in the command is missing or wrong. */
export function invalid(rule: string, message: Words, remedy: Words, details?: unknown): never {
  throw new Refused({
    rule,
    kind: 'invalid',
    message,
    remedy,
    ...(details === undefined ? {} : { details }),
  });
}
