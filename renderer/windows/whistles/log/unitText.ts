const UNITS: Record<string, [string, string]> = {
  minute: ['分钟', 'min'],
  urgent_hour: ['小时', 'h'],
  work_hour: ['工作小时', 'working h'],
  work_day: ['工作日', 'working days'],
  natural_day: ['天', 'days'],
  urgent_work_day: ['工作日', 'working days'],
};

/** `work_day` → 工作日. */
export function unitText(unit: string, language: 'zh' | 'en'): string {
  const found = UNITS[unit];
  return found === undefined ? unit : found[language === 'zh' ? 0 : 1];
}
