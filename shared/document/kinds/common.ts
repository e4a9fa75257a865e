import { z } from 'zod';
import type { Fact } from '../facts.ts';
import { type DocumentModel, Imprint, Marks, Signature, Source } from '../model.ts';

/** What every kind of document takes: its id in the console, marks, signature, 版记, and the snapshot it stands on. */
export const commonFields = {
  id: z.string().min(1).max(60),
  isSample: z.boolean(),
  marks: Marks,
  signature: Signature.nullable(),
  imprint: Imprint.nullable(),
  note: z.string().max(200).nullable(),
  source: Source,
};
type Common = z.infer<z.ZodObject<typeof commonFields>>;

/** A document, and the facts of the same input by which it is checked. */
export type Built = { document: DocumentModel; facts: readonly Fact[] };

/** The common part of a document; kinds add their own over it. */
export function baseOf(input: Common): Omit<DocumentModel, 'kind' | 'title' | 'head' | 'body'> {
  const { id, isSample, marks, signature, imprint, note, source } = input;
  return {
    ...{ id, isSample, marks, signature, imprint, note, source },
    ...{ isLandscape: false, addressees: null, annexes: [], attendance: [], sums: [] },
  };
}

export const Name = z.string().trim().min(1).max(60);
export const Text = z.string().trim().min(1).max(4000);

/** A list in which no name stands twice: two values of one thing would contradict each other. */
export function namedOnce<S extends z.ZodType<{ name: string }>>(item: S) {
  return z.array(item).refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
    error: '名称重复',
  });
}
