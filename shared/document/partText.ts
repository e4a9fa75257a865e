import { dateText } from './dates.ts';
import type { Part, Sentence } from './part.ts';
import { periodText } from './period.ts';

export function partText(part: Part): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'figure':
      return part.printed;
    case 'period':
      return periodText(part.period);
    case 'date':
      return dateText(part.date);
    default:
      return part.text;
  }
}

export function sentenceText(sentence: Sentence): string {
  return sentence.map(partText).join('');
}

export function nameOf(text: string): Part {
  return { kind: 'name', text };
}

export function quoted(text: string): Part {
  return { kind: 'quoted', text };
}

/** Sentences with a sign between them, e.g. names with 、. */
export function joined(sentences: readonly Sentence[], between: string): Sentence {
  return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [between, ...sentence]));
}
