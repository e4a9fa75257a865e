import { usePrefs } from './prefs.ts';

/** A text, or a function that builds one around figures. */
type Word = string | ((...parts: never[]) => string);
/** The type of a translation: the same keys with other texts; functions keep their parameters. */
type Translation<Z> = { [K in keyof Z]: Z[K] extends string ? string : Z[K] };

export type Words<Z> = { zh: Z; en: Translation<Z> };

/** A dictionary in both languages. Chinese leads; a key missing in English is a type error. */
export function defineWords<Z extends Record<string, Word>>(words: Words<Z>): Words<Z> {
  return words;
}

/** The dictionary in the operator's language. */
export function useWords<Z>(words: Words<Z>): Translation<Z> | Z {
  const language = usePrefs((prefs) => prefs.language);
  return language === 'en' ? words.en : words.zh;
}
