/** A moment as the clocks and calendars of a zone show it, by the platform's own calendar. */
export type Shown = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Minutes ahead of UTC. */
  offset: number;
  ms: number;
  zone: string;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** `ms` in whole seconds, UTC. */
export function shownIn(zone: string, ms: number): Shown {
  let format = formats.get(zone);
  if (format === undefined) {
    const two = '2-digit';
    const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...fields });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return {
    ...{ year, month, day, hour, minute, second, ms, zone },
    weekday: new Date(local).getUTCDay(),
    offset: (local - ms) / 60_000,
  };
}

export type Spelling = {
  name: string;
  /** The finest unit that it writes. */
  keeps: 'second' | 'minute' | 'day';
  /** Says itself how far it is from UTC. */
  zoned?: true;
  /** Has only separators and units around its digits: without one of them it is the same moment or none. */
  plain?: true;
  /** Which moments have this spelling; all when not given. */
  has?: (shown: Shown) => boolean;
  write: (shown: Shown) => string;
};

const two = (value: number): string => String(value).padStart(2, '0');
const twelve = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12);
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const month = (shown: Shown): string => MONTHS[shown.month - 1] ?? '';
const mon = (shown: Shown): string => month(shown).slice(0, 3);
const weekday = (shown: Shown): string => DAYS[shown.weekday] ?? '';
const ddd = (shown: Shown): string => weekday(shown).slice(0, 3);
const cnDay = (shown: Shown): string => [...'日一二三四五六'][shown.weekday] ?? '';
const noon = (shown: Shown): string => (shown.hour < 12 ? '上午' : '下午');
const meridiem = (shown: Shown): string => (shown.hour < 12 ? 'AM' : 'PM');

const ymd = (sep: string) => (s: Shown) => [s.year, two(s.month), two(s.day)].join(sep);
const shortYmd = (sep: string) => (s: Shown) => [s.year, s.month, s.day].join(sep);
const hm = (s: Shown): string => `${two(s.hour)}:${two(s.minute)}`;
const hms = (s: Shown): string => `${hm(s)}:${two(s.second)}`;
const cnDate = (s: Shown): string => `${s.year}年${s.month}月${s.day}日`;
const compact = (s: Shown): string => `${s.year}${two(s.month)}${two(s.day)}`;

function offset(shown: Shown, separator: string): string {
  const minutes = Math.abs(shown.offset);
  return `${shown.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

function utc(shown: Shown): Shown {
  return shownIn('UTC', shown.ms);
}

const ABBREVIATIONS: Record<string, Record<number, string>> = {
  'Asia/Shanghai': { 480: 'CST', 540: 'CDT' },
  'America/New_York': { [-300]: 'EST', [-240]: 'EDT' },
  'Europe/Berlin': { 60: 'CET', 120: 'CEST' },
  UTC: { 0: 'UTC' },
};

const NUMERALS = [...'〇一二三四五六七八九'];

/** 5 is 五, 15 is 十五, 25 is 二十五. */
function numeral(value: number): string {
  const ones = value % 10 === 0 && value > 0 ? '' : (NUMERALS[value % 10] ?? '');
  const tens = Math.floor(value / 10);
  return tens === 0 ? ones : `${tens === 1 ? '' : NUMERALS[tens]}十${ones}`;
}

function numeralDate(shown: Shown): string {
  const year = [...String(shown.year)].map((digit) => NUMERALS[Number(digit)]).join('');
  return `${year}年${numeral(shown.month)}月${numeral(shown.day)}日`;
}

function fullWidth(text: string): string {
  return text
    .replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');
}

/** Days since the eve of 1900 with its false leap day, as spreadsheets count them, with as many decimals as one shows. */
function serial(shown: Shown, decimals: number): string {
  const days = Date.UTC(shown.year, shown.month - 1, shown.day) / 86_400_000 + 25_569;
  const seconds = shown.hour * 3600 + shown.minute * 60 + shown.second;
  return decimals === 0 ? String(days) : (days + seconds / 86_400).toFixed(decimals);
}

const inSerials = ({ year }: Shown): boolean => year >= 1990 && year < 2080;
/** The serial of a midnight is a whole number, which means the day. */
const notMidnight = (shown: Shown): boolean => inSerials(shown) && shown.hour + shown.minute > 0;

/** What people call an hour of the day. */
function spokenHour({ hour }: Shown): string {
  const word = [
    ...[...Array(5).fill('凌晨'), '清晨', '早上', '早上', '早上', '上午', '上午', '中午', '中午', '中午'],
    ...['下午', '下午', '下午', '傍晚', '傍晚', '晚上', '晚上', '晚间', '夜间', '深夜'],
  ][hour];
  return `${word}${hour === 0 ? 0 : twelve(hour)}`;
}

/** Spellings that must be read, as the very moment to the unit that they keep. */
export const SPELLINGS: Spelling[] = [
  {
    name: 'ISO with offset',
    keeps: 'second',
    zoned: true,
    write: (s) => `${ymd('-')(s)}T${hms(s)}${offset(s, ':')}`,
  },
  {
    name: 'ISO to the minute',
    keeps: 'minute',
    zoned: true,
    write: (s) => `${ymd('-')(s)}T${hm(s)}${offset(s, ':')}`,
  },
  {
    name: 'offset after a blank',
    keeps: 'second',
    zoned: true,
    write: (s) => `${ymd('-')(s)} ${hms(s)} ${offset(s, '')}`,
  },
  { name: 'Z', keeps: 'second', zoned: true, write: (s) => new Date(s.ms).toISOString() },
  {
    name: 'basic Z',
    keeps: 'second',
    zoned: true,
    write: (s) => new Date(s.ms).toISOString().replace(/[-:]|\.000/g, ''),
  },
  { name: 'UTC', keeps: 'second', zoned: true, write: (s) => `${ymd('-')(utc(s))} ${hms(utc(s))} UTC` },
  { name: 'ISO without zone', keeps: 'second', plain: true, write: (s) => `${ymd('-')(s)}T${hms(s)}` },
  { name: 'dashes', keeps: 'second', plain: true, write: (s) => `${ymd('-')(s)} ${hms(s)}` },
  {
    name: 'short dashes',
    keeps: 'minute',
    plain: true,
    write: (s) => `${shortYmd('-')(s)} ${s.hour}:${two(s.minute)}`,
  },
  {
    name: 'slashes',
    keeps: 'second',
    plain: true,
    write: (s) => `${shortYmd('/')(s)} ${s.hour}:${two(s.minute)}:${two(s.second)}`,
  },
  { name: 'dots', keeps: 'minute', plain: true, write: (s) => `${shortYmd('.')(s)} ${hm(s)}` },
  { name: 'decimals', keeps: 'second', write: (s) => `${ymd('-')(s)} ${hms(s)}.0` },
  { name: 'full width', keeps: 'second', write: (s) => fullWidth(`${ymd('-')(s)} ${hms(s)}`) },
  { name: 'apostrophe', keeps: 'second', write: (s) => `'${ymd('/')(s)} ${hms(s)}` },
  { name: 'brackets', keeps: 'minute', write: (s) => `[${ymd('-')(s)} ${hm(s)}]` },
  { name: 'a day', keeps: 'day', plain: true, write: ymd('-') },
  { name: 'a day with slashes', keeps: 'day', plain: true, write: shortYmd('/') },
  { name: 'eight digits', keeps: 'day', write: compact },
  { name: 'eight digits and a clock', keeps: 'second', plain: true, write: (s) => `${compact(s)} ${hms(s)}` },
  {
    name: 'eight and six digits',
    keeps: 'second',
    plain: true,
    write: (s) => `${compact(s)} ${hms(s).replaceAll(':', '')}`,
  },
  {
    name: 'basic ISO',
    keeps: 'second',
    plain: true,
    write: (s) => `${compact(s)}T${hms(s).replaceAll(':', '')}`,
  },
  { name: 'twelve digits', keeps: 'minute', write: (s) => `${compact(s)}${hm(s).replace(':', '')}` },
  { name: 'fourteen digits', keeps: 'second', write: (s) => `${compact(s)}${hms(s).replaceAll(':', '')}` },
  { name: '年月日', keeps: 'day', plain: true, write: cnDate },
  { name: '年月日 with a clock', keeps: 'second', plain: true, write: (s) => `${cnDate(s)} ${hms(s)}` },
  { name: '时分', keeps: 'minute', plain: true, write: (s) => `${cnDate(s)}${s.hour}时${s.minute}分` },
  {
    name: '时分秒',
    keeps: 'second',
    plain: true,
    write: (s) => `${cnDate(s)}${two(s.hour)}时${two(s.minute)}分${two(s.second)}秒`,
  },
  {
    name: 'blanks everywhere',
    keeps: 'minute',
    write: (s) => `${s.year} 年 ${s.month} 月 ${s.day} 日 ${s.hour} 时 ${s.minute} 分`,
  },
  {
    name: '号, 点',
    keeps: 'minute',
    plain: true,
    write: (s) => `${s.year}年${two(s.month)}月${two(s.day)}号${s.hour}点${two(s.minute)}`,
  },
  { name: '点半', keeps: 'minute', has: (s) => s.minute === 30, write: (s) => `${cnDate(s)}${s.hour}点半` },
  { name: '星期', keeps: 'minute', plain: true, write: (s) => `${cnDate(s)}(星期${cnDay(s)}) ${hm(s)}` },
  { name: '周', keeps: 'minute', plain: true, write: (s) => `${ymd('-')(s)} 周${cnDay(s)} ${hm(s)}` },
  {
    name: '上午 with seconds',
    keeps: 'second',
    write: (s) => `${shortYmd('/')(s)} ${noon(s)}${twelve(s.hour)}:${hms(s).slice(3)}`,
  },
  {
    name: '上午 to the minute',
    keeps: 'minute',
    has: (s) => s.hour !== 0,
    write: (s) => `${cnDate(s)} ${noon(s)} ${twelve(s.hour)} 点 ${s.minute} 分`,
  },
  { name: 'spoken hours', keeps: 'minute', write: (s) => `${cnDate(s)}${spokenHour(s)}:${two(s.minute)}` },
  {
    name: '20yy年',
    keeps: 'minute',
    has: (s) => s.year >= 2000 && s.year < 2030,
    write: (s) => `${cnDate(s).slice(2)}${hm(s)}`,
  },
  { name: 'numerals', keeps: 'day', write: numeralDate },
  {
    name: 'numerals with a clock',
    keeps: 'minute',
    write: (s) => `${numeralDate(s)}${numeral(s.hour)}时${numeral(s.minute)}分`,
  },
  {
    name: 'AM/PM',
    keeps: 'second',
    write: (s) => `${ymd('-')(s)} ${twelve(s.hour)}:${hms(s).slice(3)} ${meridiem(s)}`,
  },
  {
    name: 'US',
    keeps: 'second',
    write: (s) => `${s.month}/${s.day}/${s.year}, ${twelve(s.hour)}:${hms(s).slice(3)} ${meridiem(s)}`,
  },
  {
    name: 'US, 24 hours',
    keeps: 'minute',
    plain: true,
    write: (s) => `${two(s.month)}/${two(s.day)}/${s.year} ${hm(s)}`,
  },
  {
    name: 'day first, after the 12th',
    keeps: 'minute',
    has: (s) => s.day > 12,
    plain: true,
    write: (s) => `${s.day}/${s.month}/${s.year} ${hm(s)}`,
  },
  {
    name: 'German',
    keeps: 'minute',
    plain: true,
    write: (s) => `${two(s.day)}.${two(s.month)}.${s.year} ${hm(s)}`,
  },
  {
    name: 'English month',
    keeps: 'minute',
    write: (s) => `${weekday(s)}, ${month(s)} ${s.day}, ${s.year} ${hm(s)}`,
  },
  {
    name: 'dd-MMM-yyyy',
    keeps: 'second',
    plain: true,
    write: (s) => `${two(s.day)}-${mon(s)}-${s.year} ${hms(s)}`,
  },
  {
    name: 'C',
    keeps: 'second',
    write: (s) => `${ddd(s)} ${mon(s)} ${String(s.day).padStart(2)} ${hms(s)} ${s.year}`,
  },
  {
    name: 'Java',
    keeps: 'second',
    zoned: true,
    write: (s) =>
      `${ddd(s)} ${mon(s)} ${two(s.day)} ${hms(s)} ${ABBREVIATIONS[s.zone]?.[s.offset]} ${s.year}`,
  },
  {
    name: 'Java with GMT',
    keeps: 'second',
    zoned: true,
    write: (s) => `${ddd(s)} ${mon(s)} ${two(s.day)} ${hms(s)} GMT${offset(s, ':')} ${s.year}`,
  },
  {
    name: 'JavaScript',
    keeps: 'second',
    zoned: true,
    write: (s) => `${ddd(s)} ${mon(s)} ${two(s.day)} ${s.year} ${hms(s)} GMT${offset(s, '')} (中国标准时间)`,
  },
  { name: 'toUTCString', keeps: 'second', zoned: true, write: (s) => new Date(s.ms).toUTCString() },
  {
    name: 'e-mail',
    keeps: 'second',
    zoned: true,
    write: (s) => `${ddd(s)}, ${s.day} ${mon(s)} ${s.year} ${hms(s)} ${offset(s, '')}`,
  },
  { name: '.NET', keeps: 'second', zoned: true, write: (s) => `/Date(${s.ms})/` },
  { name: '.NET with offset', keeps: 'second', zoned: true, write: (s) => `/Date(${s.ms}${offset(s, '')})/` },
  { name: 'serial day', keeps: 'day', has: inSerials, write: (s) => serial(s, 0) },
  { name: 'serial', keeps: 'second', has: notMidnight, write: (s) => serial(s, 10) },
  { name: 'short serial', keeps: 'minute', has: notMidnight, write: (s) => serial(s, 6) },
  // Below 13 digits a count of milliseconds is too early; above 2032 ten digits can be an hour.
  {
    name: 'epoch in seconds',
    keeps: 'second',
    zoned: true,
    has: (s) => s.year < 2032,
    write: (s) => String(s.ms / 1000),
  },
  {
    name: 'epoch in milliseconds',
    keeps: 'second',
    zoned: true,
    has: (s) => s.year > 2001,
    write: (s) => String(s.ms),
  },
];

/** Spellings that could be another moment, which must be refused whatever the moment. */
export const UNSURE: Omit<Spelling, 'keeps'>[] = [
  { name: 'no year', write: (s) => `${s.month}月${s.day}日 ${hm(s)}` },
  { name: 'no date', write: hms },
  { name: 'no date, 下午', write: (s) => `${noon(s)}${twelve(s.hour)}:${two(s.minute)}` },
  { name: 'yy-M-d', write: (s) => shortYmd('-')(s).slice(2) },
  { name: 'M/d/yy', write: (s) => `${s.month}/${s.day}/${two(s.year % 100)}` },
  { name: 'dd-MMM-yy', write: (s) => `${two(s.day)}-${mon(s)}-${two(s.year % 100)}` },
  { name: 'yy年 after 29', has: (s) => s.year % 100 > 29, write: (s) => cnDate(s).slice(2) },
  { name: 'H:m', has: (s) => s.minute < 10, write: (s) => `${shortYmd('/')(s)} ${s.hour}:${s.minute}` },
  { name: '晚上12点', write: (s) => `${cnDate(s)}晚上12点` },
  { name: '凌晨12点', write: (s) => `${cnDate(s)}凌晨12点${s.minute}分` },
  { name: '上午 after noon', has: (s) => s.hour > 12, write: (s) => `${cnDate(s)}上午${hm(s)}` },
  { name: 'another weekday', write: (s) => `${cnDate(s)}星期${[...'一二三四五六日'][s.weekday]} ${hm(s)}` },
  {
    name: 'another weekday in Java',
    write: (s) => `${DAYS[(s.weekday + 1) % 7]?.slice(0, 3)} ${mon(s)} ${two(s.day)} ${hms(s)} UTC ${s.year}`,
  },
  { name: 'lunar', write: (s) => `农历${numeralDate(s)}` },
  {
    name: 'lunar day',
    has: (s) => s.day <= 10,
    write: (s) => `${numeralDate(s).replace(/月.*/, '月')}初${numeral(s.day)}`,
  },
  {
    name: 'a span',
    write: (s) => `${ymd('-')(s)} ${hm(s)}-${two(Math.min(s.hour + 2, 23))}:${two(s.minute)}`,
  },
  {
    name: 'an unknown abbreviation',
    write: (s) => `${ddd(s)} ${mon(s)} ${two(s.day)} ${hms(s)} IST ${s.year}`,
  },
];
