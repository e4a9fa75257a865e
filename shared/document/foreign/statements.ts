/** A number as a text prints it: `591`, `99.6%`, `1,054`. `value` is exact, `digits` the decimals that are printed. */
export type Printed = { text: string; value: string; digits: number; isPercent: boolean; at: number };

/** Numbers with groups of thousands, decimals and a percent sign, half or full width. */
const NUMBER = /(?<![\dA-Za-z〔(（])\d+(?:,\d{3})*(?:\.\d+)?%?/g;

/** The text as it is read: full-width digits, signs and percent as half-width ones. */
export function plainText(text: string): string {
  return text
    .replace(/[０-９．％]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replaceAll('﹪', '%');
}

/** The numbers of a plain text in order. Years, dates and numbers of documents are numbers too: whoever asks knows by the words. */
export function numbersIn(text: string): Printed[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const bare = match[0].replaceAll(',', '').replace('%', '');
    return {
      ...{ text: match[0], value: bare, at: match.index },
      digits: bare.includes('.') ? bare.length - bare.indexOf('.') - 1 : 0,
      isPercent: match[0].endsWith('%'),
    };
  });
}

/** Sentences and clauses of a text, each with the words before its numbers. */
export function clausesOf(text: string): string[] {
  return plainText(text)
    .split(/[。；;\n]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}
