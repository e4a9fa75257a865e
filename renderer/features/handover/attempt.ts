import { HANDOVER_REFUSALS, type HandoverCode } from '../../../shared/handover/refusals.ts';
import { usePrefs } from '../../base/prefs.ts';
import { ApiError } from '../../live/client/apiError.ts';
import { sessionWords } from '../session/sessionWords.ts';

/** Waits for a step and reports its error in the operator's language, or null. True when it succeeded. */
export async function attempt(
  act: Promise<unknown>,
  onError: (error: string | null) => void,
): Promise<boolean> {
  try {
    await act;
    onError(null);
    return true;
  } catch (error) {
    onError(errorText(error));
    return false;
  }
}

function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  const { language } = usePrefs.getState();
  // The service answers in Chinese; these codes have words in both languages.
  if (error.code === 'wrong-pin') return sessionWords[language].wrongPin;
  return isCode(error.code) ? HANDOVER_REFUSALS[error.code][language] : error.message;
}

function isCode(code: string): code is HandoverCode {
  return Object.hasOwn(HANDOVER_REFUSALS, code);
}
