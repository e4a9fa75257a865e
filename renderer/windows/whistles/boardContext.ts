import type { Names } from '../../ui/names.ts';
import type { WhistleWords } from './words.ts';

/** What every part of the whistle board needs to show a whistle: the time now, names and words. */
export type BoardContext = {
  /** The service's time; UTC ms. */
  now: number;
  /** The city's time zone. */
  zone: string;
  /** A moment (UTC ms) as short text in the city's zone. */
  time: (at: number) => string;
  names: Names;
  words: WhistleWords;
};
