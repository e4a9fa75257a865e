type Period = { words: string[]; from: number; to: number };

/** Parts of the day and the hours of the 24-hour clock that begin in them. */
const PERIODS: Period[] = [
  { words: ['am', '上午'], from: 0, to: 11 },
  { words: ['pm', '下午'], from: 12, to: 23 },
  { words: ['凌晨'], from: 0, to: 6 },
  { words: ['清晨', '早晨', '早上', '早'], from: 4, to: 11 },
  { words: ['中午'], from: 11, to: 14 },
  { words: ['傍晚'], from: 16, to: 20 },
  { words: ['晚上', '晚间', '晚'], from: 17, to: 23 },
  { words: ['夜间', '夜里', '深夜'], from: 19, to: 23 },
];

/**
 * Hour of the 24-hour clock for an hour that stands with a part of the day (时段): 下午2 and 下午14 are both 14. Null
 * where they contradict each other (上午14) or where the day is open: people do not agree whether 晚上12点 and 晚上1点
 * belong to the day that is named or to the next, nor whether 上午12点 is noon or midnight. Programs do agree: for them
 * 12 AM, 上午12 and 凌晨12 begin the day. In Chinese only seconds tell a program from a person.
 */
export function hourInPeriod(word: string, hour: number, hasSeconds: boolean): number | null {
  const name = word.toLowerCase().replaceAll('.', '');
  const period = PERIODS.find(({ words }) => words.includes(name));
  if (period === undefined) return null;
  const includes = (each: number): boolean => each >= period.from && each <= period.to;
  if (includes(hour)) return hour;
  if (hour >= 1 && hour <= 11 && includes(hour + 12)) return hour + 12;
  return hour === 12 && includes(0) && (name === 'am' || hasSeconds) ? 0 : null;
}
