import type { ContactPart } from '../contract/cases.ts';

/** Values of one kind that are kept of a row; a list of telephones longer than this is no list of one caller's. */
const MOST_VALUES = 20;

/**
 * Several values of one kind of contact data (联系信息) as they are stored and sent: a text with one value a line, each once. Null
 * for none.
 */
export function joinContact(values: Iterable<string>): string | null {
  const lines = new Set<string>();
  for (const value of values) {
    const line = value.replace(/\s+/gu, ' ').trim();
    if (line !== '' && lines.size < MOST_VALUES) lines.add(line);
  }
  return lines.size === 0 ? null : [...lines].join('\n');
}

/** The values of a text that `joinContact` made, in their order. */
export function contactValues(text: string | null | undefined): string[] {
  return text === null || text === undefined ? [] : text.split('\n').filter((line) => line !== '');
}

/** A house or a flat in an address: with a number (12号, 3-502) or a word for one (三幢, 二单元). */
const HOUSE = /\d|[〇零一二三四五六七八九十百][号幢栋座楼组队室]|[一二三四五六七八九十甲乙丙丁]单元/;

/**
 * The words of contact data that other texts may repeat, and that are hidden there. An address without a house (夫子庙街道) tells of
 * nobody, and would hide the place of the problem.
 */
export function contactWords(
  contact: Partial<Record<ContactPart, string | null>> | null | undefined,
): string[] {
  const homes = contactValues(contact?.address).filter((home) => HOUSE.test(home.normalize('NFKC')));
  return [
    ...[contact?.name, contact?.phone, contact?.email, contact?.identity].flatMap(contactValues),
    ...homes,
  ];
}
