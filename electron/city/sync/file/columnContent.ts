import { containsCard } from '../../../../shared/privacy/cardNumbers.ts';
import { HIDDEN, isIdentityNumber, isOldIdentityNumber } from '../../../../shared/privacy/identityNumbers.ts';

/** Fewer values prove nothing. */
const MIN_SAMPLES = 3;
const MAX_SAMPLE_CHARS = 80;

/** A day with or without a time, or the number of an instant: seconds, milliseconds, days since 1900. */
const DATE = /^\d{4}[-/.年、]\d{1,2}(?:[-/.月、]\d{1,2})?|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/;
const INSTANT = /^(?:\d{8}|\d{10}|\d{12,14}|[2-7]\d{4}(?:\.\d+)?)$/;
const CODE = /^(?=.*\d)[\p{L}\d_-]{2,40}$/u;
const DECIMAL = /^-?\d{1,3}\.\d{3,}$/;

/** A telephone number, also one of which `maskPhones` has hidden the middle. */
const PHONE =
  /^(?:\+?86[- ]?)?(?:1[3-9]\d(?:\d{8}|\*{4}\d{4}|[- ]\d{4}[- ]\d{4})|\(?0\d{2,3}\)?[- ]?(?:[2-9]\d{6,7}|\*{4}\d{4}))$/;
const MAIL = /^[\w.+*-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+$/;
const TITLED_NAME = /^\p{Script=Han}{1,2}(?:先生|女士|小姐|某|某某|\*{1,2})$/u;

/** What the values of a column are, where its name does not say it; null for anything else. */
export type Content = 'times' | 'codes' | 'longitudes' | 'latitudes';

/** The share of the samples that are so; 0 for none. */
function share(samples: string[], test: (text: string) => boolean): number {
  if (samples.length === 0) return 0;
  return samples.filter((text) => text.length <= MAX_SAMPLE_CHARS && test(text)).length / samples.length;
}

function cleaned(samples: string[]): string[] {
  return samples.map((text) =>
    text
      .slice(0, MAX_SAMPLE_CHARS + 1)
      .normalize('NFKC')
      .trim(),
  );
}

/** Whether a column may hold times: it has no values yet, or at least one that looks like a time. */
export function mayHoldTimes(samples: string[]): boolean {
  return samples.length === 0 || share(cleaned(samples), (text) => DATE.test(text) || INSTANT.test(text)) > 0;
}

/**
 * The content of a column that its name does not tell. Longitudes and latitudes are those of China: elsewhere any pair of
 * decimals would do.
 */
export function contentOf(samples: string[]): Content | null {
  const texts = cleaned(samples);
  if (texts.length < MIN_SAMPLES) return null;
  if (share(texts, (text) => DATE.test(text)) >= 0.9) return 'times';
  const within = (least: number, most: number) => (text: string) =>
    DECIMAL.test(text) && Number(text) >= least && Number(text) <= most;
  if (share(texts, within(73, 136)) >= 0.9) return 'longitudes';
  if (share(texts, within(3, 54)) >= 0.9) return 'latitudes';
  return share(texts, (text) => CODE.test(text)) === 1 ? 'codes' : null;
}

/** The kind of contact data that most values of a column are, whatever its name; null for none. */
export function contactContentOf(
  samples: string[],
): 'name' | 'phone' | 'email' | 'identity' | 'dropped' | null {
  const texts = cleaned(samples);
  if (texts.length < 2) return null;
  if (share(texts, (text) => PHONE.test(text)) > 0.5) return 'phone';
  if (share(texts, (text) => MAIL.test(text)) > 0.5) return 'email';
  if (share(texts, (text) => isIdentityNumber(text.toUpperCase()) || isOldIdentityNumber(text)) > 0.5)
    return 'identity';
  if (share(texts, (text) => text === HIDDEN || (/^\d{15,19}x?$/i.test(text) && containsCard(text))) > 0.5)
    return 'dropped';
  return share(texts, (text) => TITLED_NAME.test(text)) > 0.5 ? 'name' : null;
}
