import { z } from 'zod';

/** Where a part of the pack comes from. `borrowed` or `invented` is shown on the screen. */
export const Provenance = z.object({
  part: z.string(),
  origin: z.enum(['published', 'borrowed', 'approximated', 'invented']),
  source: z.string(),
  licence: z.string(),
  note: z.string(),
});
