import { z } from 'zod';
import { LostMemory } from '../lostFields.ts';

/** What was pushed to a source; stored in place of its cursor. Times are UTC ms. */
const Counts = z.object({
  accepted: z.int(),
  refused: z.int(),
  lastRefusedAt: z.number().nullable(),
  /** When the newest accepted request was signed. */
  signedAt: z.number().nullable(),
  /** Fields that the rows lack by now. */
  fields: LostMemory.default({ lost: [], lacking: {} }),
});
export type PushCounts = z.infer<typeof Counts>;

/** The stored counts; the initial ones when they are absent or unreadable. */
export function readCounts(text: string | null): PushCounts {
  try {
    return Counts.parse(JSON.parse(text ?? ''));
  } catch {
    return {
      accepted: 0,
      refused: 0,
      lastRefusedAt: null,
      signedAt: null,
      fields: { lost: [], lacking: {} },
    };
  }
}
