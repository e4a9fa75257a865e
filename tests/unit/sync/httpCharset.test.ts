import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../electron/city/sync/http/charset.ts';
import { fullJitter, readHttpDate, readRetryAfter } from '../../../electron/city/sync/http/retry.ts';

/** 「城管」 in GB18030. */
const GB = new Uint8Array([0xb3, 0xc7, 0xb9, 0xdc]);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]));

describe('the charset of an answer', () => {
  it.each([
    ['UTF-8 announced as Latin-1', bytes('["城管"]'), 'application/json; charset=ISO-8859-1', '["城管"]'],
    [
      'UTF-8 with a byte order mark',
      joined(new Uint8Array([0xef, 0xbb, 0xbf]), bytes('[]')),
      undefined,
      '[]',
    ],
    ['GB18030 announced as gb2312', GB, 'text/xml; charset=gb2312', '城管'],
    ['GB18030 announced as UTF-8', GB, 'application/json; charset=utf-8', '城管'],
    ['GB18030 not announced', GB, undefined, '城管'],
    ['Latin-1 announced', new Uint8Array([0x4b, 0xf6, 0x6c, 0x6e]), 'text/xml; charset=iso-8859-1', 'Köln'],
    ['UTF-16 by its mark', new Uint8Array([0xff, 0xfe, 0x41, 0x00]), undefined, 'A'],
  ])('%s', (_name, body, type, text) => {
    expect(decodeBody(body, type)).toBe(text);
  });

  it('believes the XML declaration', () => {
    const body = joined(
      bytes('<?xml version="1.0" encoding="windows-1252"?><a>'),
      new Uint8Array([0xf6]),
      bytes('</a>'),
    );
    expect(decodeBody(body, 'text/xml')).toContain('<a>ö</a>');
  });
});

describe('waiting', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    [undefined, null],
  ])('reads Retry-After %j', (value, ms) => {
    expect(readRetryAfter(value, Date.UTC(2026, 10, 20, 12), 0)).toBe(ms);
  });

  it('reads no date without a zone: it would depend on the machine', () => {
    expect(readHttpDate('2026-11-20 12:00:00')).toBeNull();
  });

  it('jitters over the whole range, which grows to a limit', () => {
    expect([0, 1, 2, 20].map((attempt) => fullJitter(attempt, 1_000, 300_000, () => 0.5))).toEqual([
      500, 1_000, 2_000, 150_000,
    ]);
    expect(fullJitter(5, 1_000, 300_000, () => 0)).toBe(0);
  });
});
