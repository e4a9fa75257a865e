import { HANDOVER_REFUSALS, type HandoverCode } from '../../../shared/handover/refusals.ts';
import { usePrefs } from '../../base/prefs.ts';
import { ApiError } from '../../live/client/call.ts';
import { sessionWords } from '../session/sessionWords.ts';

/** Tells why a step did not pass, in the operator's language; null when it did. True when it did. */
export async function tried(act: Promise<unknown>, tell: (trouble: string | null) => void): Promise<boolean> {
  try {
    await act;
    tell(null);
    return true;
  } catch (error) {
    tell(troubleText(error));
    return false;
  }
}

function troubleText(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  const { language } = usePrefs.getState();
  // The service speaks Chinese; the words of the door are the same in both languages.
  if (error.code === 'wrong-pin') return sessionWords[language].wrongPin;
  return isCode(error.code) ? HANDOVER_REFUSALS[error.code][language] : error.message;
}

function isCode(code: string): code is HandoverCode {
  return Object.hasOwn(HANDOVER_REFUSALS, code);
}
