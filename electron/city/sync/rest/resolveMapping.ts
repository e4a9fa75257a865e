import { RestMapping } from '../../../../shared/contract/sources.ts';
import { REST_PRESETS } from '../../../../shared/source/restPresets.ts';
import { UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';

/**
 * A mapping file as an operator writes it: a whole mapping, or `{"preset": "egova", …}` with only what differs; its
 * `fields` and `contact` are merged one by one. Throws `UpstreamError('bad-mapping')` saying what is wrong.
 */
export function resolveMapping(input: unknown): RestMapping {
  if (!isObject(input)) throw bad('映射文件应是一个 JSON 对象');
  const name = input['preset'];
  const preset = typeof name === 'string' ? REST_PRESETS.find((one) => one.id === name) : undefined;
  if (typeof name === 'string' && preset === undefined) {
    throw bad(`没有名为“${name}”的预设，可用：${REST_PRESETS.map((one) => one.id).join('、')}`);
  }
  const base: Record<string, unknown> = { ...preset?.mapping };
  const merged = { ...base, ...input };
  for (const key of ['fields', 'contact', 'stageValues', 'params']) {
    const below = base[key];
    const above = input[key];
    if (isObject(below) && isObject(above)) merged[key] = { ...below, ...above };
  }
  const parsed = RestMapping.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw bad(`映射不完整或有误：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function bad(message: string): UpstreamError {
  return new UpstreamError('bad-mapping', message, false);
}
