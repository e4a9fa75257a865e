import type { SourceProgress } from '../../../shared/contract/sources.ts';
import { dateText, shortTime } from '../../live/link/cityTime.ts';
import type { ConnWords } from './words.ts';

/** Describes how far a source has been read: past times to the day, recent ones to the minute. */
export function progressText(
  progress: SourceProgress | null | undefined,
  zone: string,
  now: number,
  words: ConnWords,
): string {
  if (progress === null || progress === undefined) return words.progressNone;
  const { phase, upTo, backTo, daily } = progress;
  const back = backTo === null ? null : dateText(backTo, zone);
  if (phase === 'loading') return back === null ? words.loadingBegins : words.loadingBackTo(back);
  const newest = upTo === null ? words.following : words.followingUpTo(shortTime(upTo, zone, now));
  const parts = [
    newest,
    ...(phase === 'checking' && back !== null ? [words.checkingBackTo(back)] : []),
    ...(daily === true ? [words.wholeDaily] : []),
  ];
  return parts.join(' · ');
}
