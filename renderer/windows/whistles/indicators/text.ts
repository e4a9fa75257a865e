import type { WhistleIndicators } from '../../../../shared/contract/whistleApi.ts';
import type { Punctuation } from '../../../base/punctuation.ts';
import { type SpanWords, spanText } from '../../../ui/whistleClock.ts';

export type Item = WhistleIndicators['items'][number];

/**
 * A share is printed to a tenth of a percent, never rounded up to a whole that was not reached. Divided last: 0.29 × 1000
 * would lose its last tenth.
 */
function percent(part: number, whole: number): string {
  return `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)}%`;
}

/** The figure as it is read aloud; «—» without a denominator. */
export function valueText(
  { unit, value, numerator, denominator }: Pick<Item, 'unit' | 'value' | 'numerator' | 'denominator'>,
  spans: SpanWords,
): string {
  if (value === null) return '—';
  switch (unit) {
    case 'ratio':
    case 'score':
      return percent(numerator, denominator);
    case 'per-thousand':
      return `${value.toFixed(2)}‰`;
    case 'length':
      return spanText(value, spans);
    case 'count':
      return Number.isInteger(value) ? String(value) : value.toFixed(2);
  }
}

/**
 * `5 ÷ 6`, and `5（1）÷ 6` where one of the five was overdue and is exempt. A length is summed up in time. Counts alone have no
 * second part.
 */
export function partsText(
  item: Pick<Item, 'id' | 'unit' | 'numerator' | 'denominator' | 'exemptIds'>,
  spans: SpanWords,
  { open, close }: Pick<Punctuation, 'open' | 'close'>,
): string {
  const sum = item.unit === 'length' ? spanText(item.numerator, spans) : grouped(item.numerator);
  const exempt = item.exemptIds.length > 0 ? `${open}${grouped(item.exemptIds.length)}${close}` : '';
  return item.id === 'count' ? sum : `${sum}${exempt} ÷ ${grouped(item.denominator)}`;
}

const grouped = (value: number): string => value.toLocaleString('en-US');

/** Where a figure lies beside its band; null inside it, or where no band is set. */
export function besideBand({ band, value }: Pick<Item, 'band' | 'value'>): 'below' | 'above' | null {
  if (band === null || value === null) return null;
  if (value < band.low) return 'below';
  return value > band.high ? 'above' : null;
}

/** Department of `score:ORG`; null for the figures of the whole city. */
export function orgOf(id: string): string | null {
  return id.startsWith('score:') ? id.slice('score:'.length) : null;
}

/** A row behind a figure: a whistle, or one department of it. */
export type Behind = {
  id: string;
  whistle: string;
  summons: string | null;
  counted: boolean;
  /** Overdue when it happened, and exempt since. */
  exempt: boolean;
};

/** All rows that a figure names, those that count first. */
export function behind(item: Pick<Item, 'numeratorIds' | 'denominatorIds' | 'exemptIds'>): Behind[] {
  const counted = new Set(item.numeratorIds);
  const rest = item.denominatorIds.filter((id) => !counted.has(id));
  return [...counted, ...new Set(rest)].map((id) => {
    const [whistle = id, summons = null] = id.split('/');
    return { id, whistle, summons, counted: counted.has(id), exempt: item.exemptIds.includes(id) };
  });
}
