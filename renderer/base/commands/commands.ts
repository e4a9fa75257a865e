import { folded } from '../../../shared/text/folded.ts';
import { initialsOf } from '../../../shared/text/pinyin.ts';

/** A command of the command line (命令行). */
export type Command = {
  /** Stable for the same command, so that the cursor stays on it while the list changes. */
  id: string;
  title: string;
  /** What distinguishes it from another of the same title: a department, a number, a key. */
  hint: string;
  run: () => void;
};

/**
 * Returns a window's commands for the typed words (`foldedWords`); called at each key. Commands of earlier providers come
 * first.
 */
export type Provider = (words: readonly string[]) => readonly Command[];

/** Whether a word is part of the text or of its pinyin initials (拼音首字母). */
export function containsWord(text: string, word: string): boolean {
  return folded(text).includes(word) || initialsOf(text).includes(word);
}

/** Whether the text, or its pinyin initials, begin with a word. */
export function startsWithWord(text: string, word: string): boolean {
  return folded(text).startsWith(word) || initialsOf(text).startsWith(word);
}

/**
 * The commands that all words fit, at most `limit`: first those whose title is the one word that was typed (db is 导播, not
 * 督办台账), then those whose title a word begins, otherwise in the order in which they were offered.
 */
export function findCommands(
  commands: readonly Command[],
  words: readonly string[],
  limit: number,
): Command[] {
  const fitting = commands.filter(({ title, hint }) =>
    words.every((word) => containsWord(title, word) || containsWord(hint, word)),
  );
  const first = fitting.filter(({ title }) => words.some((word) => startsWithWord(title, word)));
  const [only = '', ...others] = words;
  const whole =
    others.length > 0
      ? []
      : fitting.filter(({ title }) => folded(title) === only || initialsOf(title) === only);
  return [...new Set([...whole, ...first, ...fitting])].slice(0, limit);
}
