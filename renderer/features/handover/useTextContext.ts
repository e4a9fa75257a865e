import { useMemo } from 'react';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import type { TextContext } from './factText.ts';
import { handoverWords } from './handoverWords.ts';

/** What the texts of a post's lines are made with; updated every minute. */
export function useTextContext(own: string): TextContext {
  const words = useWords(handoverWords);
  const language = usePrefs((prefs) => prefs.language);
  const zone = useZone();
  const now = useNow(60_000);
  return useMemo(() => ({ words, language, zone, now, own }), [words, language, zone, now, own]);
}
