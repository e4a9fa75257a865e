import { z } from 'zod';

/** Source and licence of a part of the pack. Windows mark what is `borrowed` or `invented`. */
export const Provenance = z.object({
  part: z.string(),
  origin: z.enum(['published', 'borrowed', 'approximated', 'invented']),
  source: z.string(),
  licence: z.string(),
  note: z.string(),
});
