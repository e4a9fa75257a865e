import { RestMapping } from '../../../../shared/contract/sources.ts';
import type { UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { REST_PRESETS } from '../../../../shared/source/restPresets.ts';
import { UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';

/**
 * Resolves a mapping file: either a complete mapping, or `{"preset": "egova", …}` with only what differs. `fields`,
 * `contact`, `stageValues` and `params` are merged key by key. Throws `UpstreamError('bad-mapping')` that says what is
 * wrong.
 */
export function resolveMapping(input: unknown): RestMapping {
  if (!isObject(input)) throw badMapping('not-an-object', '');
  const name = input['preset'];
  const preset = typeof name === 'string' ? REST_PRESETS.find((one) => one.id === name) : undefined;
  if (typeof name === 'string' && preset === undefined) {
    throw badMapping('unknown-preset', name);
  }
  const base: Record<string, unknown> = { ...preset?.mapping };
  const merged = { ...base, ...input };
  for (const key of ['fields', 'contact', 'stageValues', 'params']) {
    const inherited = base[key];
    const own = input[key];
    if (isObject(inherited) && isObject(own)) merged[key] = { ...inherited, ...own };
  }
  const parsed = RestMapping.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badMapping('invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function badMapping(problem: UpstreamParameters<'bad-mapping'>['problem'], detail: string): UpstreamError {
  const presets = REST_PRESETS.map((one) => one.id);
  return new UpstreamError('bad-mapping', { problem, detail, presets }, false);
}
