import { z } from 'zod';
import { SentError } from '../../../../shared/contract/common.ts';
import { ServiceKind, type SourceConfig } from '../../../../shared/contract/sources.ts';

export type ServiceConfig = Extract<SourceConfig, { kind: ServiceKind }>;

export function isService(config: SourceConfig): config is ServiceConfig {
  return ServiceKind.options.some((kind) => kind === config.kind);
}

/** Committed at the end of a walk. */
export const Cursor = z.object({
  /** When the last walk through the whole list began, on our clock; null before the first. */
  sweptAt: z.number().nullable(),
  pages: z.number(),
  /** Distinct rows of the last whole walk. */
  received: z.number(),
  /** What it is known not to have received; null: nothing. */
  missing: SentError.nullable(),
  /** Up to this edit all changes are read, UTC ms on the server's clock; null: only whole walks find changes. */
  edited: z.number().nullable().default(null),
  /** When they were read last, on our clock. */
  followedAt: z.number().nullable().default(null),
  /** The service has shown that its edits cannot be followed. */
  unfollowable: z.boolean().default(false),
});
export type Cursor = z.infer<typeof Cursor>;

/** The stored cursor; the initial one when it is absent or unreadable. */
export function readCursor(text: string | null): Cursor {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return {
      ...{ sweptAt: null, pages: 0, received: 0, missing: null },
      ...{ edited: null, followedAt: null, unfollowable: false },
    };
  }
}
