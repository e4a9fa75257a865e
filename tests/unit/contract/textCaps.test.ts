import { expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from '../../../electron/city/api/fieldErrors.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { fieldsText } from '../../../shared/errors/fields.ts';

/** Texts of a fixed form need no cap of their own. */
const FIXED_FORMS = [z.ZodUUID, z.ZodISODateTime, z.ZodISODate];

/** Whether the text must match, from its first to its last character, an expression that repeats nothing without end. */
function hasBoundedPattern(schema: z.ZodString | z.ZodStringFormat): boolean {
  return (schema.def.checks ?? []).some((check) => {
    const { pattern } = check._zod.def as { pattern?: RegExp };
    if (pattern === undefined) return false;
    const plain = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
    return /^\^.*\$$/.test(plain) && !/[*+]|,\}/.test(plain) && !plain.includes('|');
  });
}

/** Paths of all texts of a schema that have no greatest length. */
function uncapped(schema: unknown, path: string, seen: Set<unknown>): string[] {
  if (seen.has(schema)) return [];
  const inside = new Set(seen).add(schema);
  const at = (inner: unknown, name: string) => uncapped(inner, `${path}${name}`, inside);
  if (FIXED_FORMS.some((form) => schema instanceof form)) return [];
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat)
    return typeof schema.maxLength === 'number' || hasBoundedPattern(schema) ? [] : [path];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) => at(field, `.${name}`));
  if (schema instanceof z.ZodArray) return at(schema.element, '[]');
  if (schema instanceof z.ZodTuple) return schema.def.items.flatMap((item) => at(item, '[]'));
  if (schema instanceof z.ZodRecord)
    return [...at(schema.keyType, '<key>'), ...at(schema.valueType, '<value>')];
  // Also discriminated unions.
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => at(option, ''));
  if (schema instanceof z.ZodIntersection) return [...at(schema.def.left, ''), ...at(schema.def.right, '')];
  if (schema instanceof z.ZodPipe) return at(schema.in, '');
  if (schema instanceof z.ZodLazy) return at(schema.unwrap(), '');
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodCatch
  )
    return at(schema.unwrap(), '');
  if (
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodLiteral ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodNull ||
    schema instanceof z.ZodUndefined
  )
    return [];
  throw new Error(`${path}: a kind of schema that this test does not know`);
}

it.each(Object.entries<Route>(routes))('%s takes no text without a greatest length', (name, route) => {
  expect([
    ...uncapped(route.query, `${name} query`, new Set()),
    ...uncapped(route.body, name, new Set()),
  ]).toEqual([]);
});

it('is refused with the limit and the length, also inside of what may be one text or several', () => {
  const told = (body: unknown) => {
    const read = routes.createImport.body.safeParse(body, { reportInput: true });
    return fieldErrors(read.error?.issues ?? []);
  };
  const mapping = { fields: { id: 'a', requestedAt: ['b', 'x'.repeat(301)] } };
  const request = { uploadId: 'u', sourceId: 's', name: 'n'.repeat(81), mapping };
  expect(told(request)).toEqual([
    { path: 'name', code: 'too-long', parameters: { length: 81, most: 80 } },
    { path: 'mapping.fields.requestedAt.1', code: 'too-long', parameters: { length: 301, most: 300 } },
  ]);
  expect(fieldsText(told(request), 'zh')).toContain('name 太长：有 81 个字符，至多 80 个字符');
  expect(fieldsText(told(request), 'en')).toContain('it has 81 characters, at most 80');
});

it('finds a text without a cap wherever it may be', () => {
  const hidden = z.object({
    a: z.array(z.union([z.number(), z.string().nullable().default(null)])),
    b: z.record(z.string().max(9), z.object({ c: z.string().trim().optional() })),
    d: z.string().max(5).transform(Number),
    e: z.string().transform(Number),
    f: z.string().regex(/^[a-z+]{2,9}$/),
    g: z.string().regex(/^[a-z]+$/),
    h: z.string().regex(/[a-z]{2}/),
  });
  expect(uncapped(hidden, 'x', new Set())).toEqual(['x.a[]', 'x.b<value>.c', 'x.e', 'x.g', 'x.h']);
});
