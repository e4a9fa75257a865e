import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ERRORS, sentErrorText } from '../../../shared/errors/errorText.ts';
import { keptText } from '../../../shared/errors/upstream/keptText.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { PROBE_STEPS } from '../../../shared/errors/upstream/probe.ts';
import { UPSTREAM, type UpstreamCode } from '../../../shared/errors/upstream/table.ts';
import { CHINESE } from '../../support/chinese.ts';
import { samples } from './samples.ts';

const codes = Object.keys(UPSTREAM) as UpstreamCode[];

function schemaOf(table: object, code: string): z.ZodObject {
  return (table as Record<string, { parameters: z.ZodObject }>)[code]?.parameters as z.ZodObject;
}

describe('messages about upstreams', () => {
  it.each(codes)('%s has a sentence in both languages', (code) => {
    const all = samples(schemaOf(UPSTREAM, code));
    expect(all.length).toBeGreaterThan(0);
    for (const parameters of all) {
      const zh = sentErrorText({ code, parameters, message: '' }, 'zh');
      const en = sentErrorText({ code, parameters, message: '' }, 'en');
      expect(zh).toMatch(CHINESE);
      expect(en).not.toMatch(CHINESE);
      expect(en).toMatch(/^[A-Z][^\n]*[a-z]{2}/);
      expect(zh + en).not.toMatch(/undefined|null|\[object|NaN/);
    }
  });

  it.each(Object.entries(PROBE_STEPS))('the probe step %s has a name in both languages', (_, name) => {
    expect(name.zh).toMatch(CHINESE);
    expect(name.en).toMatch(/^[A-Z][a-z ]+$/);
  });

  it.each(codes.filter((code) => Object.hasOwn(ERRORS, code)))(
    '%s is told from the error of a request by its parameters',
    (code) => {
      for (const parameters of samples(schemaOf(ERRORS, code)))
        expect(schemaOf(UPSTREAM, code).safeParse(parameters).success).toBe(false);
    },
  );

  it('name their cause in the same language', () => {
    const cause = upstreamMessage('bad-time', { value: '昨天', format: 'iso' });
    const sample = upstreamMessage('probe-sample-bad', { rows: 20, readable: 3, cause });
    expect(sample.message).toBe('20 条中 3 条可读，例如：上报时间“昨天”无法识别，请核对时间格式“iso”');
    expect(sentErrorText(sample, 'en')).toBe(
      'Of 20 rows, only 3 can be read; for example: The time of report “昨天” cannot be read: check the time format “iso”.',
    );
  });

  it('of an older program are shown as they were kept', () => {
    expect(keptText({ code: 'bad-json', parameters: null, message: '读不懂' }, 'en')).toBe('读不懂');
    const kept = upstreamMessage('bad-json', { characters: 12 });
    expect(keptText(kept, 'en')).toMatch(/12 characters/);
    expect(keptText(kept, 'zh')).toBe(kept.message);
  });
});
