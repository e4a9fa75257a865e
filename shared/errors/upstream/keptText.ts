import type { Language } from '../entry.ts';
import { sentErrorText } from '../errorText.ts';

/**
 * The sentence of a message that was kept in the database. `parameters` null: an older program kept it, and only its
 * Chinese `message` is known.
 */
export function keptText(
  kept: { code: string; parameters: Record<string, unknown> | null; message: string },
  language: Language,
): string {
  const { code, parameters, message } = kept;
  return parameters === null ? message : sentErrorText({ code, parameters, message }, language);
}
