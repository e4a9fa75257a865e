import { usePrefs } from '../../base/prefs.ts';
import { textOfError } from '../../live/client/errorText.ts';

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
    onError(textOfError(error, usePrefs.getState().language));
    return false;
  }
}
