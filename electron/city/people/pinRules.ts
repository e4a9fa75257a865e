import { DEMO_PIN } from './demoPin.ts';
import { PeopleRefused } from './refused.ts';

/**
 * Refuses PINs that are tried first: one digit only, a run up or down, a repeated pair or triple, the demo's own.
 * @throws PeopleRefused
 */
export function assertStrongPin(pin: string): void {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const run = steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
  const repeated = /^(\d{1,3})\1+$/.test(pin);
  if (run || repeated || pin === DEMO_PIN) throw new PeopleRefused('weak-pin', {});
}
