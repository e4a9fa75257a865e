/** What a document number looks like, for messages. */
export const NUMBER_EXAMPLE = '样督〔2026〕12号';

/**
 * Whether a text is a document number (发文字号): the code of the office in 2 to 10 Chinese characters, the year in full in
 * 〔〕, the number without 第 and without leading zeros, 号 (GB/T 9704 §7.2.5).
 */
export function isDocumentNumber(text: string): boolean {
  return /^[\u4e00-\u9fa5]{2,10}〔20\d\d〕[1-9]\d{0,5}号$/.test(text);
}
