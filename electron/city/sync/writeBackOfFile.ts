import { RestWriteBack } from '../../../shared/contract/writeBack.ts';
import { isObject } from './normalise/paths.ts';

/** What a mapping file may say of answers to its upstream at its top, instead of below `writeBack`. */
const PARTS = ['actions', 'on', 'newOrderFor', 'receivesContact'];

/** `found` undefined: the file says nothing of answers. `problem`: what is wrong, in Chinese and English. */
export type WriteBackOfFile =
  | { ok: true; found: RestWriteBack | undefined }
  | { ok: false; problem: { zh: string; en: string } };

/**
 * The answers to the upstream (回传) that a mapping file configures: as `writeBack`, or with `actions` and what belongs to them
 * beside the fields.
 */
export function writeBackOfFile(input: unknown): WriteBackOfFile {
  if (!isObject(input)) return { ok: true, found: undefined };
  const parts = Object.entries(input).filter(([name]) => PARTS.includes(name));
  const whole = input['writeBack'];
  if (whole === undefined && parts.length === 0) return { ok: true, found: undefined };
  if (whole !== undefined && parts.length > 0)
    return problem(
      `writeBack 与 ${parts.map(([name]) => name).join('、')} 只能写一处`,
      `give either writeBack or ${parts.map(([name]) => name).join(', ')}`,
    );
  const parsed = RestWriteBack.safeParse(whole ?? Object.fromEntries(parts));
  if (parsed.success) return { ok: true, found: parsed.data };
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return problem(where, where);
}

function problem(zh: string, en: string): WriteBackOfFile {
  return { ok: false, problem: { zh, en } };
}
