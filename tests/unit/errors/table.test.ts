import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { assessmentErrors } from '../../../shared/errors/assessments.ts';
import { basemapErrors } from '../../../shared/errors/basemaps.ts';
import { calendarErrors } from '../../../shared/errors/calendars.ts';
import { documentErrors } from '../../../shared/errors/documents.ts';
import {
  ERRORS,
  type ErrorCode,
  type ErrorParameters,
  errorText,
  sentError,
  sentErrorText,
} from '../../../shared/errors/errorText.ts';
import { FIELD_ERRORS } from '../../../shared/errors/fields.ts';
import { handoverErrors } from '../../../shared/errors/handover.ts';
import { hostErrors, windowErrors } from '../../../shared/errors/host.ts';
import { importErrors } from '../../../shared/errors/imports.ts';
import { journalErrors } from '../../../shared/errors/journal.ts';
import { keyErrors } from '../../../shared/errors/keys.ts';
import { layerErrors } from '../../../shared/errors/layers.ts';
import { meetingErrors } from '../../../shared/errors/meetings.ts';
import { noticeErrors, recoveryErrors } from '../../../shared/errors/notices.ts';
import { orderErrors } from '../../../shared/errors/orders.ts';
import { outboxErrors } from '../../../shared/errors/outbox.ts';
import { peopleErrors } from '../../../shared/errors/people.ts';
import { pushEntranceErrors } from '../../../shared/errors/pushEntrance.ts';
import { requestErrors } from '../../../shared/errors/requests.ts';
import { columnErrors, sourceErrors } from '../../../shared/errors/sources.ts';
import { storeErrors } from '../../../shared/errors/store.ts';
import { whistleErrors } from '../../../shared/errors/whistles.ts';
import { CHINESE } from '../../support/chinese.ts';
import { samples } from './samples.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

/** Every sentence of a code: one for each value of each parameter that is a choice. */
function everyText(code: ErrorCode, language: 'zh' | 'en'): string[] {
  const entry = ERRORS[code] as { parameters: z.ZodObject } & Record<'zh' | 'en', (p: never) => string>;
  return samples(entry.parameters).map((parameters) => entry[language](parameters as never));
}

describe('the table of errors', () => {
  it.each(codes)('%s has a sentence in both languages', (code) => {
    const zh = everyText(code, 'zh');
    const en = everyText(code, 'en');
    expect(zh.length).toBeGreaterThan(0);
    for (const text of zh) expect(text).toMatch(CHINESE);
    for (const text of en) {
      expect(text).not.toMatch(CHINESE);
      expect(text).toMatch(/^[A-Z“][^\n]*[a-z]{2}/);
    }
    for (const text of [...zh, ...en]) expect(text).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(Object.entries(FIELD_ERRORS))('the field error %s has both', (_, entry) => {
    const read = entry as unknown as { parameters: z.ZodObject } & Record<
      'zh' | 'en',
      (p: unknown) => string
    >;
    for (const parameters of samples(read.parameters)) {
      expect(read.zh(parameters)).toMatch(CHINESE);
      expect(read.en(parameters)).not.toMatch(CHINESE);
    }
  });

  it('has each code once', () => {
    const rooms = [
      basemapErrors,
      layerErrors,
      meetingErrors,
      ...[
        requestErrors,
        peopleErrors,
        handoverErrors,
        orderErrors,
        whistleErrors,
        importErrors,
        sourceErrors,
      ],
      documentErrors,
      assessmentErrors,
      ...[
        calendarErrors,
        journalErrors,
        keyErrors,
        columnErrors,
        storeErrors,
        noticeErrors,
        outboxErrors,
        recoveryErrors,
        hostErrors,
        pushEntranceErrors,
        windowErrors,
      ],
    ];
    const all = rooms.flatMap((room) => Object.keys(room));
    expect(all.sort()).toEqual([...codes].sort());
  });
});

describe('an error that was sent', () => {
  const sent = sentError('locked-out', { lockedUntil: 1_900_000_000_000, minutes: 4 });

  it('carries the Chinese sentence and is read in either language', () => {
    expect(sent.message).toContain('请约 4 分钟后再试');
    expect(sentErrorText(sent, 'zh')).toBe(sent.message);
    expect(sentErrorText(sent, 'en')).toMatch(/try again in about 4 min/);
  });

  it.each([
    ['a code of a newer service', { code: 'brand-new', parameters: {}, message: '新的错误' }],
    [
      'parameters that do not fit',
      { code: 'locked-out', parameters: { minutes: 'four' }, message: '已锁定' },
    ],
    ['a name that every object has', { code: 'toString', parameters: {}, message: '怪事' }],
  ])('falls back to its message for %s', (_, error) => {
    expect(sentErrorText(error, 'en')).toBe(error.message);
  });

  it('names each wrong field with its path, in the language asked for', () => {
    const parameters: ErrorParameters<'bad-body'> = {
      fields: [
        { path: 'pin', code: 'too-small', parameters: { bound: '6', unit: 'characters' } },
        { path: '', code: 'unknown-key', parameters: { keys: ['colour'] } },
        { path: 'x', code: 'of-a-newer-service', parameters: {} },
      ],
    };
    expect(errorText('bad-body', parameters, 'zh')).toBe(
      '请求内容有误：pin 太小，至少 6 个字符；不认识 「colour」，请检查拼写；x of-a-newer-service',
    );
    expect(errorText('bad-body', parameters, 'en')).toBe(
      'The request is wrong: pin is too small: at least 6 characters; does not know “colour”: check the spelling; x of-a-newer-service',
    );
  });

  it('does not compile with parameters of another code', () => {
    const never = (): unknown[] => [
      // @ts-expect-error minutes are missing
      sentError('locked-out', { lockedUntil: 1 }),
      // @ts-expect-error no such reason
      sentError('forbidden', { reason: 'because' }),
      // @ts-expect-error no such code
      sentError('nonsense', {}),
    ];
    expect(never).toBeTypeOf('function');
  });
});
