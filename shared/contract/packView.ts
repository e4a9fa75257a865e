import { z } from 'zod';
import { CatalogueItem, OutlineFile, PackManifest, StreetFile } from '../pack/schema.ts';

/** GET /api/pack: what a window needs of the city pack (城市包). Limits of the catalogue stay in the service. */
export const PackView = z.object({
  manifest: PackManifest.omit({ catalogue: true, fallbackPoints: true }).extend({
    catalogue: z.object({
      version: z.string(),
      source: z.string(),
      items: z.array(CatalogueItem.omit({ limits: true })),
    }),
  }),
  /** Which years the working calendar covers; a limit that needs another year is an error shown, never a guess. */
  calendar: z.object({ name: z.string().nullable(), years: z.array(z.int()) }),
  outline: OutlineFile,
  streets: StreetFile,
});
export type PackView = z.infer<typeof PackView>;
