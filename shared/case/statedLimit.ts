import type { Limit } from '../time/deadline.ts';

const LONGEST = 40;
const DIGITS: Readonly<Record<string, number>> = {
  ...{ 半: 0.5, 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
};
/** Said around a length without changing it: 自受理起3个工作日内, 限2小时. */
const AROUND =
  /^(?:自?(?:受理|派遣|立案|上报|接单|交办)之?日?起)?(?:限时?|时限|要求|应在|须在|不超过)?|(?:以?内|之内|办结|处置|完成)+$/g;
const LENGTH =
  /^(紧急|应急|特急)?(\d{1,4}(?:\.\d)?|[半一二两三四五六七八九十])个?(紧急)?(工作时|工作小时|工作日|工作天|自然日|小时|时|天|日|分钟|分)$/;

/**
 * A length of time in a column of limits (时限): «4工作时», «3个工作日», «紧急2小时», «5天内». Hours and days without a kind are
 * natural time. Null for anything else: a moment, a number without its unit.
 */
export function readStatedLimit(text: string): Limit | null {
  if (text.length > LONGEST) return null;
  const bare = text
    .normalize('NFKC')
    .replace(/[\s()[\]]/g, '')
    .replaceAll(AROUND, '');
  const match = LENGTH.exec(bare);
  if (match === null) return null;
  const [, before, number = '', within, unit = ''] = match;
  const amount = DIGITS[number] ?? Number(number);
  if (!(amount > 0)) return null;
  const isUrgent = before !== undefined || within !== undefined;
  if (unit === '工作时' || unit === '工作小时')
    return { amount, unit: isUrgent ? 'urgent_hour' : 'work_hour' };
  if (unit === '工作日' || unit === '工作天')
    return { amount, unit: isUrgent ? 'urgent_work_day' : 'work_day' };
  if (unit === '小时' || unit === '时')
    return isUrgent ? { amount, unit: 'urgent_hour' } : { amount: amount * 60, unit: 'minute' };
  if (unit === '分钟' || unit === '分') return { amount, unit: 'minute' };
  return { amount, unit: 'natural_day' };
}

/** The limit that the upstream of a case stated as a length, by its times as they were written; null where it gave none. */
export function statedLimitOf(originalTimes: Readonly<Record<string, string>>): Limit | null {
  const text = originalTimes['dueAt'];
  return text === undefined ? null : readStatedLimit(text);
}
