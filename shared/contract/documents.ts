import { z } from 'zod';

/** 会议纪要, 督办单, 通报, 排名表, 督办台账, 任务清单. */
export const DocumentKind = z.enum(['minutes', 'order', 'bulletin', 'ranking', 'register', 'tasks']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** `html` is the page that Chromium prints as PDF. */
export const DocumentFormat = z.enum(['docx', 'xlsx', 'html']);
export type DocumentFormat = z.infer<typeof DocumentFormat>;

/** Why a document is not made. */
export const DocumentProblemCode = z.enum([
  'unknown-fact',
  'value-differs',
  'text-differs',
  'loose-number',
  'loose-comparison',
  'wrong-period',
  'sum-differs',
  'required-missing',
  'number-pattern',
  'title-too-long',
]);
export type DocumentProblemCode = z.infer<typeof DocumentProblemCode>;

/** `place`: the sentence, cell or field. `stated`: what stands there. `expected`: what should; empty where nothing can be said. */
export const DocumentProblem = z.object({
  code: DocumentProblemCode,
  place: z.string(),
  stated: z.string(),
  expected: z.string(),
});
export type DocumentProblem = z.infer<typeof DocumentProblem>;
