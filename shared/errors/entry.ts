import { z } from 'zod';

export type Language = 'zh' | 'en';

/** What a code carries, and its sentence in both languages as a function of that. */
export type Entry<S extends z.ZodRawShape> = {
  parameters: z.ZodObject<S>;
  zh: (parameters: z.output<z.ZodObject<S>>) => string;
  en: (parameters: z.output<z.ZodObject<S>>) => string;
};

/** A sentence with parameters. Both say what is wrong and, where something can be done, what to do. */
export function entry<S extends z.ZodRawShape>(shape: S, zh: Entry<S>['zh'], en: Entry<S>['en']): Entry<S> {
  return { parameters: z.object(shape), zh, en };
}

/** A sentence that is always the same. */
export function plain(zh: string, en: string): Entry<Record<never, never>> {
  return entry(
    {},
    () => zh,
    () => en,
  );
}

type ReasonShape<R extends string> = { reason: z.ZodEnum<{ [K in R]: K }> };

/** One code with several reasons, each with a sentence of its own: [zh, en]. */
export function byReason<R extends string>(
  sentences: Readonly<Record<R, readonly [zh: string, en: string]>>,
): Entry<ReasonShape<R>> {
  const reasons = Object.keys(sentences) as R[];
  const text = (reason: R, at: 0 | 1): string => sentences[reason][at];
  return {
    parameters: z.object({ reason: z.enum(reasons) }) as z.ZodObject<ReasonShape<R>>,
    zh: (parameters) => text((parameters as { reason: R }).reason, 0),
    en: (parameters) => text((parameters as { reason: R }).reason, 1),
  };
}
