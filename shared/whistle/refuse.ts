import type { WhistleRule } from '../contract/whistleRules.ts';
import type { Refusal, Words } from '../contract/whistles.ts';

/**
 * Thrown by a guard to refuse a command; always caught in `decide`. Throwing keeps each guard to one line, instead of
 * passing results up through every call.
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

/** Refuses because of the operator's role, organisation or earlier acts. */
export function forbid(rule: WhistleRule, message: Words, remedy: Words): never {
  throw new Refused({ rule, kind: 'forbidden', message, remedy });
}

/** Refuses because the state of the whistle does not allow the command. */
export function conflict(rule: WhistleRule, message: Words, remedy: Words): never {
  throw new Refused({ rule, kind: 'conflict', message, remedy });
}

/** Refuses because something in the command is missing or wrong. */
export function invalid(rule: WhistleRule, message: Words, remedy: Words, details?: unknown): never {
  throw new Refused({
    rule,
    kind: 'invalid',
    message,
    remedy,
    ...(details === undefined ? {} : { details }),
  });
}
