import { useCallback } from 'react';
import { keptText } from '../../../shared/errors/upstream/keptText.ts';
import { usePrefs } from '../../base/prefs.ts';

type Kept = Parameters<typeof keptText>[0];
type Reason = Omit<Kept, 'message'> & { reason: string };

/** The sentence of a kept error or of a quarantine reason, in the language of this window. */
export function useKeptText(): (kept: Kept | Reason) => string {
  const language = usePrefs((prefs) => prefs.language);
  return useCallback(
    (kept) => keptText('reason' in kept ? { ...kept, message: kept.reason } : kept, language),
    [language],
  );
}
