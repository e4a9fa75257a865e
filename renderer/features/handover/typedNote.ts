import { z } from 'zod';

/** What is typed into a note, and what stood there when that began. */
export const TypedNote = z.object({ text: z.string().max(2000), was: z.string().max(2000) });
export type TypedNote = z.infer<typeof TypedNote>;

/**
 * What is left to save once `sent` was saved as `saved`: null where nothing was typed meanwhile, else that, over what is saved
 * now.
 */
export function leftAfter(held: TypedNote | null, sent: string, saved: string): TypedNote | null {
  return held === null || held.text === sent ? null : { text: held.text, was: saved };
}
