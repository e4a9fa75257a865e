import { z } from 'zod';

/** Parameters that fit a schema, with every value of every choice at least once. Texts hold no Chinese. */
export function samples(schema: z.ZodObject): Record<string, unknown>[] {
  const fields = Object.entries(schema.shape).map(([name, field]) => [name, values(field)] as const);
  const most = Math.max(1, ...fields.map(([, each]) => each.length));
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(fields.map(([name, each]) => [name, each[at % each.length]])),
  ).map((parameters) => schema.parse(parameters));
}

function values(field: unknown): unknown[] {
  if (field instanceof z.ZodEnum) return [...field.options];
  if (field instanceof z.ZodString) return ['sample'];
  if (field instanceof z.ZodBoolean) return [true, false];
  if (field instanceof z.ZodNumber) return [2_097_152];
  if (field instanceof z.ZodNullable) return [null, ...values(field.unwrap())];
  if (field instanceof z.ZodArray) return [values(field.element)];
  if (field instanceof z.ZodRecord) return [{}];
  if (field instanceof z.ZodObject) return samples(field);
  if (field instanceof z.ZodDefault) return values(field.unwrap());
  if (field instanceof z.ZodOptional) return [...values(field.unwrap()), undefined];
  throw new Error(`no sample for ${String(field)}`);
}
