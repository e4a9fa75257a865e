import { type Language, usePrefs } from './prefs.ts';

/** Marks that join texts, with the space that English needs. Chinese marks are full-width. */
export type Punctuation = { colon: string; comma: string; semicolon: string; open: string; close: string };

export const PUNCTUATION: Readonly<Record<Language, Punctuation>> = {
  zh: { colon: '：', comma: '、', semicolon: '；', open: '（', close: '）' },
  en: { colon: ': ', comma: ', ', semicolon: '; ', open: ' (', close: ')' },
};

/** The marks in the language of this window. */
export function usePunctuation(): Punctuation {
  const language = usePrefs((prefs) => prefs.language);
  return PUNCTUATION[language];
}
