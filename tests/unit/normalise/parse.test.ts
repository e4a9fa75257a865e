import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { parseJson, parseNdjson } from '../../../electron/city/sync/parse/json.ts';
import { repairJson } from '../../../electron/city/sync/parse/repair.ts';
import { parseXml, xmlRows } from '../../../electron/city/sync/parse/xml.ts';

describe('parseJson', () => {
  test.each([
    ['\ufeff[1]', [1]],
    ['[{"service_code":006}]', [{ service_code: '006' }]],
    ['{"a":-007,"b":0,"c":-0.5,"d":1e3}', { a: '-007', b: 0, c: -0.5, d: 1000 }],
    ['{"id":250912101108115409}', { id: '250912101108115409' }],
    ['[9007199254740991,9007199254740992]', [9007199254740991, '9007199254740992']],
    ['{"x":118.12345678901234567890}', { x: 118.12345678901235 }],
    ['{"id":"250912101108115409"}', { id: '250912101108115409' }],
    ['250912101108115409', '250912101108115409'],
    ['{"a":"one\ntwo\tthree"}', { a: 'one\ntwo\tthree' }],
    ['{"path":"C:\\dir\\q","ok":"\\u4f60\\n"}', { path: 'C:\\dir\\q', ok: '你\n' }],
    ['{"a":NaN,"b":None,"c":True}', { a: null, b: null, c: true }],
    ['{"a":"x, 12345678901234567 y"}', { a: 'x, 12345678901234567 y' }],
    ['{"a":2026-11-20}', { a: '2026-11-20' }],
  ])('%j', (text, expected) => {
    expect(parseJson(text)).toEqual(expected);
  });

  test.each(['', ' ', '[{"a":1},{"a":', '<html></html>', '{"a":"cut', '[1,,2]', 'hello', '{"a":01', '[1]]'])(
    'refuses %j, and may be asked again',
    (text) => {
      let caught: unknown;
      try {
        parseJson(text);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(UpstreamError);
      expect(caught).toMatchObject({ code: 'bad-json', retryable: true });
    },
  );

  test('the message never quotes the text', () => {
    expect(() => parseJson('{"phone":"13800001234')).not.toThrow(/138/);
  });

  test('property: reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        expect(repairNumbersOnly(parseJson(text))).toEqual(repairNumbersOnly(JSON.parse(text)));
      }),
    );
  });

  test('property: the repair leaves right JSON alone but for long numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        if (!/\d{16}/.test(text)) expect(repairJson(text)).toBe(text);
      }),
    );
  });

  test('property: any text either parses or fails with UpstreamError', () => {
    const pieces = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '006', 'a', '\n', 'null', '1'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((list) => list.join('')),
        ),
        (text) => {
          try {
            parseJson(text);
          } catch (error) {
            if (!(error instanceof UpstreamError)) throw error;
          }
        },
      ),
    );
  });

  test('a string of megabytes does not overflow the repair', () => {
    const long = 'x\\n'.repeat(1_000_000);
    expect(parseJson(`{"a":006,"b":"${long}"}`)).toMatchObject({ a: '006' });
  });
});

/** Whole numbers beyond 2^53 come as text: compare them by value. */
function repairNumbersOnly(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' && /^-?\d{16,}$/.test(inner) ? Number(inner) : inner,
  );
}

describe('parseNdjson', () => {
  test('a bad line costs only itself', () => {
    expect(parseNdjson('\ufeff{"a":1}\r\n\n{"a":\n{"a":006}\n')).toEqual([
      { a: 1 },
      { unparsed: '{"a":' },
      { a: '006' },
    ]);
  });

  test('property: one row per line that is not blank', () => {
    const lines = fc.array(fc.string().map((text) => text.replace(/[\r\n\ufeff]/g, '')));
    fc.assert(
      fc.property(lines, (list) => {
        expect(parseNdjson(list.join('\n'))).toHaveLength(list.filter((line) => line.trim() !== '').length);
      }),
    );
  });
});

describe('parseXml', () => {
  test('values are text, namespaces and attributes go, empty and nil are null', () => {
    const text = `\ufeff<?xml version="1.0"?>
      <s:requests xmlns:s="http://example.org/s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" is_array="true">
        <s:request><id q="1">006</id><empty/><nil xsi:nil="true">x</nil><t>R &amp; B &lt; &#20320; A & B</t>
        <c><![CDATA[<b>&amp;</b>]]></c></s:request>
      </s:requests>`;
    expect(parseXml(text)).toEqual({
      root: 'requests',
      value: { request: { id: '006', empty: null, nil: null, t: 'R & B < 你 A & B', c: '<b>&amp;</b>' } },
    });
  });

  test('an HTTP status line before the document is skipped', () => {
    expect(parseXml('HTTP/1.1 403 Forbidden\n\n<error>no</error>')).toEqual({ root: 'error', value: 'no' });
  });

  test.each([
    ['<r><i><a>1</a></i><i><a>2</a></i></r>', [{ a: '1' }, { a: '2' }]],
    ['<r><i><a>1</a></i></r>', [{ a: '1' }]],
    ['<r/>', []],
    ['<r> </r>', []],
    ['<r>text</r>', []],
    ['<r><i/></r>', [null]],
    ['<r><other>1</other></r>', []],
  ])('rows of %s', (text, expected) => {
    expect(xmlRows(parseXml(text).value, 'i')).toEqual(expected);
  });

  test.each(['', 'hello', '<a><b>1</b>', '<a><b>1</b', '<a/><b/>', '<a></b>', '{"a":1}'])(
    'refuses %j',
    (text) => {
      expect(() => parseXml(text)).toThrow(UpstreamError);
    },
  );

  test('declared entities are refused, not expanded', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>';
    expect(() => parseXml(bomb)).toThrow(/实体/);
  });

  test('nesting without end is refused', () => {
    expect(() => parseXml('<a>'.repeat(20_000) + '</a>'.repeat(20_000))).toThrow(UpstreamError);
  });

  test('property: any text either parses or fails with UpstreamError', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<a',
        '/>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&',
        ';',
        'x',
        '<?',
        '?>',
        '"',
        '<!DOCTYPE',
      ),
    );
    const names = fc
      .constantFrom('__proto__', 'constructor', 'toString', 'a:b')
      .map((name) => `<r><${name}>1</${name}></r>`);
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      pieces.map((list) => list.join('')),
      names,
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseXml(text);
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
        }
      }),
    );
  });
});
