import { PUNCTUATION } from '../../../base/punctuation.ts';

/** What a line of the log needs beside the event. */
export type LogTools = {
  language: 'zh' | 'en';
  /** Name of the organisation of a summons. */
  who: (summons: string) => string;
  org: (code: string) => string;
  /** Name of an operator. */
  person: (id: string) => string;
  time: (at: number) => string;
};

/** `pick` takes the text of the language; `because` is a reason behind a colon, nothing for an empty one. */
export function phrasesIn(language: 'zh' | 'en') {
  const marks = PUNCTUATION[language];
  return {
    marks,
    pick: (zh: string, en: string): string => (language === 'zh' ? zh : en),
    because: (reason: string): string => (reason === '' ? '' : `${marks.colon}${reason}`),
  };
}
