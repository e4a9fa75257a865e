import type { KnownError } from '../errors/errorText.ts';
import { datesBetween } from './period.ts';
import { dateOf, emptyReading, type Reading, saidWeekday, weekdayProblem } from './reading.ts';

const NAME = '(?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?)';
/** `二、春节：`, also without the number, and several holidays at once: `六、国庆节、中秋节：`. */
const HEADING = new RegExp(
  `(?:(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[、.])?(${NAME}(?:[、和与及]${NAME}){0,4}):`,
  'g',
);
const TITLE_YEAR = /关于(\d{4})年|现将(\d{4})年/;
const PAPER = /国办发(?:明电)?〔\d{4}〕\d+号/;
/** A date with its parenthesis: `2026年1月4日(周日)`; year and month may be missing after the first date of a sentence. */
const DAY = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?/g;
const MONTH_DAY = /\d{1,2}月\d{1,2}日/;
const RULE = /放假|上班/;
/** 「鼓励各单位…安排职工在除夕休息」 is advice and no day off. */
const ADVICE = /^(?:鼓励|建议|提倡)/;

/**
 * The text of the State Council's yearly notice (国务院办公厅关于某年部分节假日安排的通知), whole or only its list. The
 * weekdays and totals that it states are compared with its dates. `given`: the year that the operator entered.
 */
export function readNotice(text: string, given: number | null): Reading {
  const reading = emptyReading();
  const plain = normalised(text);
  const unbroken = plain.replaceAll('\n', '');
  const title = TITLE_YEAR.exec(unbroken);
  reading.year = title === null ? null : Number(title[1] ?? title[2]);
  const paper = PAPER.exec(unbroken)?.[0];
  if (paper !== undefined) reading.papers.push(paper);
  const year = reading.year ?? given;
  const sections = sectionsOf(plain);
  if (year === null && sections.length > 1) {
    reading.problems.push({ line: null, text: '', error: { code: 'calendar-no-year', parameters: {} } });
    return reading;
  }
  for (const section of sections) {
    for (const sentence of sentencesOf(plain, section))
      readSentence(sentence, section.name, year ?? 0, reading);
  }
  return reading;
}

type Section = { name: string | null; from: number; to: number };
type Sentence = { line: number; text: string };

/**
 * Full-width digits and marks as their plain ones, every dash as one, and no blanks, which mean nothing in Chinese text: a
 * notice copied from a page has them within dates (`1 月 4 日`), some of them without a width. The number of lines stays.
 */
function normalised(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]+/g, '-')
    .replace(/[\u301C\u223C]/g, '~')
    .replace(/[^\S\n]|[\u200B-\u200D\u2060]/g, '');
}

function sectionsOf(plain: string): Section[] {
  const heads = [...plain.matchAll(HEADING)];
  const starts = heads.map((head) => head.index);
  return [
    { name: null, from: 0, to: starts[0] ?? plain.length },
    ...heads.map((head, i) => ({
      name: head[1] ?? null,
      from: head.index + head[0].length,
      to: starts[i + 1] ?? plain.length,
    })),
  ];
}

/** Sentences end with their mark. A line may break within one; where the lines do not read together, each is a sentence. */
function sentencesOf(plain: string, { from, to }: Section): Sentence[] {
  const found: Sentence[] = [];
  let line = plain.slice(0, from).split('\n').length;
  for (const part of plain.slice(from, to).split(/(?<=[。;])/)) {
    const lines = part.replace(/[。;]/, '').split('\n');
    const together = lines.join('');
    const first = lines.findIndex((text) => text !== '');
    if (first >= 0 && clausesOf(together, []) !== null) found.push({ line: line + first, text: together });
    else for (const [i, text] of lines.entries()) if (text !== '') found.push({ line: line + i, text });
    line += lines.length - 1;
  }
  return found;
}

function readSentence({ line, text }: Sentence, name: string | null, year: number, reading: Reading): void {
  // Advice, the words before and after the list, and the date under the notice are no rules.
  if (ADVICE.test(text) || (name === null ? !looksLikeRule(text) : !saysOfDays(text))) {
    reading.skipped.push({ line, text });
    return;
  }
  const fail = (error: KnownError) => reading.problems.push({ line, text, error });
  if (name === null) return void fail({ code: 'calendar-sentence', parameters: { text } });
  const days = daysOf(text, year);
  if ('code' in days) return void fail(days);
  const clauses = clausesOf(text, days);
  if (clauses === null) return void fail({ code: 'calendar-sentence', parameters: { text } });
  for (const { dates, kind, stated } of clauses) {
    if ('code' in dates) fail(dates);
    else if (stated !== null && stated !== dates.length)
      fail({ code: 'calendar-total', parameters: { stated, counted: dates.length } });
    else for (const date of dates) reading.days.push({ line, date, kind, half: null, name });
  }
}

/**
 * Whether a sentence before the list is a rule whose holiday was not recognised: it reads as one, or dates follow a colon.
 * What the notice of 2025 says of principles («国庆节自10月1日起放假调休7天») is none.
 */
function looksLikeRule(text: string): boolean {
  if (!MONTH_DAY.test(text) || !RULE.test(text)) return false;
  return /:(?:\d{4}年)?\d{1,2}月\d{1,2}日/.test(text) || clausesOf(text, []) !== null;
}

/** Whether a sentence of a section names a day, or says who is off or works, other than the date under the whole notice. */
function saysOfDays(text: string): boolean {
  return (/\d日/.test(text) || RULE.test(text)) && !/^\d{4}年\d{1,2}月\d{1,2}日$/.test(text);
}

/** The dates of a sentence, in order. A date without year or month takes those of the date before it. */
function daysOf(text: string, inYear: number): string[] | KnownError {
  const days: string[] = [];
  let year = inYear;
  let month: number | null = null;
  for (const [shown, ownYear, ownMonth, day, note] of text.matchAll(DAY)) {
    year = ownYear === undefined ? year : Number(ownYear);
    month = ownMonth === undefined ? month : Number(ownMonth);
    const date = month === null ? null : dateOf(year, month, Number(day));
    if (date === null) return { code: 'calendar-date', parameters: { text: shown } };
    const wrong = weekdayProblem(date, saidWeekday(note ?? ''));
    if (wrong !== null) return wrong;
    days.push(date);
  }
  return days;
}

type Clause = { dates: string[] | KnownError; kind: 'off' | 'work'; stated: number | null };

const LIST = '@(?:(?:至|到|-|—|~)@)?(?:[、和]@(?:(?:至|到|-|—|~)@)?)*';
const CLAUSE = new RegExp(
  `,?(${LIST})(?:\\([^()]*\\))?(?:为)?(放假调休|调休放假|放假|补休|正常上班|照常上班|上班)(?:,?共?(\\d+)天)?(?:,?(?:不调休|调休|与周末连休))?`,
  'y',
);

/** `@至@放假调休,共3天` → one clause; null where anything is left over. Without `days`, it tells only whether it reads. */
function clausesOf(text: string, days: readonly string[]): Clause[] | null {
  const shape = text.replace(DAY, '@');
  const clauses: Clause[] = [];
  let next = 0;
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < shape.length) {
    const found = CLAUSE.exec(shape);
    if (found === null) return null;
    const [, list = '', verb = '', stated] = found;
    const dates: string[] = [];
    let wrong: KnownError | null = null;
    for (const part of list.split(/[、和]/)) {
      const [from, to = from] = days.slice(next, next + (part.length > 1 ? 2 : 1));
      next += part.length > 1 ? 2 : 1;
      if (from === undefined || to === undefined) continue;
      const range = datesBetween(from, to);
      if (range === null) wrong = { code: 'calendar-range', parameters: { from, to } };
      else dates.push(...range);
    }
    clauses.push({
      dates: wrong ?? dates,
      kind: verb.endsWith('上班') ? 'work' : 'off',
      stated: stated === undefined ? null : Number(stated),
    });
  }
  return clauses;
}
