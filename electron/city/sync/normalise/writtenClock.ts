import { hourInPeriod } from './dayPeriods.ts';
import { fractionMs } from './timeFields.ts';

export type WrittenClock = {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** The text gives seconds. */
  hasSeconds: boolean;
  /** What follows the clock. */
  rest: string;
};

const PERIOD =
  /^ ?(上午|下午|凌晨|清晨|早晨|早上|中午|傍晚|晚上|晚间|夜间|夜里|深夜|早|晚|[ap]\.?m\.?)(.*)$/i;
const COLONS = /^ ?(\d{1,2}):(\d{2})(?:分|:(\d{2})(?:[.,](\d{1,9})|:(\d{3}))?秒?)?(.*)$/;
const UNITS =
  /^ ?(\d{1,2})[时時点點]钟?(?:整|(半)|([13一三])刻|(\d{1,2})分(?:整|(\d{1,2})秒|(\d{2}))?|(\d{2}))?(.*)$/;
const DIGITS = /^ ?(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(.*)$/;

/**
 * Reads the clock at the beginning of a text: `14:30`, `14:30:05.123`, `2:30 PM`, 下午2:30, 14时30分, 下午2点半, with
 * `digits` also `143000`. Minutes and seconds after a colon have two digits: of `9:5` nobody knows whether a digit is
 * missing before or after the 5. `afterT`: an ISO T stands before the text, so that `1430` can be a clock. Null when
 * there is none, or when its part of the day does not decide the hour.
 */
export function writtenClock(text: string, digits: boolean, afterT: boolean): WrittenClock | null {
  const before = PERIOD.exec(text);
  const start = before?.[2] ?? text;
  const clock = withColons(start) ?? withUnits(start) ?? (digits ? withDigits(start, afterT) : null);
  if (clock === null) return null;
  const after = PERIOD.exec(clock.rest);
  if (before !== null && after !== null) return null;
  const word = before?.[1] ?? after?.[1];
  if (word === undefined) return clock;
  const hour = hourInPeriod(word, clock.hour, clock.hasSeconds);
  return hour === null ? null : { ...clock, hour, rest: after?.[2] ?? clock.rest };
}

function withColons(text: string): WrittenClock | null {
  const found = COLONS.exec(text);
  if (found === null) return null;
  const [, hour, minute, second, decimals, afterColon, rest] = found;
  return clockOf(hour, minute, second, decimals ?? afterColon, rest);
}

const QUARTERS: Record<string, string> = { 1: '15', 一: '15', 3: '45', 三: '45' };

function withUnits(text: string): WrittenClock | null {
  const found = UNITS.exec(text);
  if (found === null) return null;
  const [, hour, half, quarters, minute, second, bareSecond, bareMinute, rest] = found;
  const part = half === undefined ? QUARTERS[quarters ?? ''] : '30';
  return clockOf(hour, part ?? minute ?? bareMinute, second ?? bareSecond, undefined, rest);
}

function withDigits(text: string, afterT: boolean): WrittenClock | null {
  const found = DIGITS.exec(text);
  if (found === null) return null;
  const [, hour, minute, second, decimals, rest] = found;
  // Four digits after a blank may be the number of a work order of that day.
  return second === undefined && !afterT ? null : clockOf(hour, minute, second, decimals, rest);
}

function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  decimals: string | undefined,
  rest: string | undefined,
): WrittenClock {
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: fractionMs(decimals),
    hasSeconds: second !== undefined,
    rest: rest ?? '',
  };
}
