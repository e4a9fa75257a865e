import { z } from 'zod';
import { FieldMapping, type SourceConfig } from '../../../shared/contract/sources.ts';

/** What is typed about a system that pushes its rows (推送). There is no key in it: the service makes that. */
export const PushDraft = z.object({
  name: z.string().max(80),
  id: z.string().max(40),
  heartbeat: z.number().min(1).max(86_400),
  rowsPath: z.string().max(300),
  mapping: FieldMapping,
});
export type PushDraft = z.infer<typeof PushDraft>;

export const EMPTY_PUSH: PushDraft = {
  ...{ name: '', id: 'push', heartbeat: 600, rowsPath: '' },
  mapping: FieldMapping.parse({ fields: { id: '', requestedAt: '' } }),
};

type PushConfig = Extract<SourceConfig, { kind: 'push' }>;

export function pushConfig({ name, id, heartbeat, rowsPath, mapping }: PushDraft): PushConfig {
  return {
    ...{ kind: 'push', id, name: name.trim(), pollSeconds: heartbeat, paused: false },
    ...{ crs: mapping.crs, zone: mapping.zone, auth: { in: 'none', name: 'api_key' }, jurisdiction: null },
    ...{ rowsPath: rowsPath.trim(), mapping },
  };
}
