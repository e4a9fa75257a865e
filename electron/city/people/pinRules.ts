import { COMMON_PINS } from './commonPins.ts';
import { DEMO_PIN } from './demoPin.ts';
import { PeopleRefused } from './refused.ts';

/**
 * Refuses weak PINs, which attackers try first (domain.md §8.1, 口令复杂度): one digit, a run, a repetition, a mirror image, a date,
 * a line on the number pad, a PIN that many people use, the operator's own number, the demo PIN.
 * @param operator the id of the operator whose PIN it becomes
 * @throws PeopleRefused
 */
export function assertStrongPin(pin: string, operator: string): void {
  const isWeak =
    isRun(pin) ||
    isRun(everySecond(pin)) ||
    /^(\d{1,4})\1+$/.test(pin) ||
    (isMirrored(pin) && isRun(pin.slice(0, Math.ceil(pin.length / 2)))) ||
    isDate(pin) ||
    pin === DEMO_PIN ||
    COMMON_PINS.has(pin) ||
    containsNumberOf(operator, pin);
  if (isWeak) throw new PeopleRefused('weak-pin', {});
}

/** 111111, 345678, 987654, 135791: all steps between digits are equal, also across 9 and 0. */
function isRun(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10);
  return steps.every((step) => step === steps[0] && [0, 1, 2, 8, 9].includes(step));
}

/** 112233 → 123 if every digit occurs twice in a row; otherwise the PIN itself. */
function everySecond(pin: string): string {
  const digits = [...pin];
  const isDoubled =
    digits.length % 2 === 0 && digits.every((digit, index) => digit === digits[index - (index % 2)]);
  return isDoubled ? digits.filter((_, index) => index % 2 === 0).join('') : pin;
}

function isMirrored(pin: string): boolean {
  return [...pin].reverse().join('') === pin;
}

/** A day as people write their birthday: YYMMDD, YYYYMMDD, DDMMYYYY, MMDDYYYY. */
function isDate(pin: string): boolean {
  if (pin.length === 6) return isDay(2000 + Number(pin.slice(0, 2)), pin.slice(2, 4), pin.slice(4));
  if (pin.length !== 8) return false;
  const [first, second] = [pin.slice(0, 4), pin.slice(4)];
  return (
    (isRecentYear(first) && isDay(Number(first), second.slice(0, 2), second.slice(2))) ||
    (isRecentYear(second) &&
      (isDay(Number(second), first.slice(0, 2), first.slice(2)) ||
        isDay(Number(second), first.slice(2), first.slice(0, 2))))
  );
}

function isRecentYear(year: string): boolean {
  return /^(19|20)/.test(year);
}

function isDay(year: number, month: string, day: string): boolean {
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Whether the PIN contains the digits of the operator's id, or they contain the PIN: `ns100317` and 100317. */
function containsNumberOf(operator: string, pin: string): boolean {
  const number = operator.replace(/\D/g, '');
  return number.length >= 4 && (pin.includes(number) || number.includes(pin));
}
