import { useCallback } from 'react';
import type { SentError } from '../../../shared/contract/common.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { usePrefs } from '../../base/prefs.ts';
import { asApiError } from './apiError.ts';

/**
 * The text shown to the operator for anything that was thrown, in the language of this window. State holds the error
 * itself, so that its text follows when the language changes.
 */
export function useErrorText(): (error: unknown) => string {
  const language = usePrefs((prefs) => prefs.language);
  return useCallback((error: unknown) => sentErrorText(asApiError(error), language), [language]);
}

/** The text of an error or a warning in a response, in the language of this window. */
export function useSentErrorText(): (error: SentError) => string {
  const language = usePrefs((prefs) => prefs.language);
  return useCallback((error: SentError) => sentErrorText(error, language), [language]);
}
