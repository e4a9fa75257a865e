/** Days. No holiday and no days off of a city are longer. */
const LONGEST = 60;

/** All dates of a period, both ends included; null where it runs backwards or is too long. */
export function datesBetween(from: string, to: string): string[] | null {
  const first = Temporal.PlainDate.from(from);
  const length = first.until(Temporal.PlainDate.from(to)).days;
  if (length < 0 || length >= LONGEST) return null;
  return Array.from({ length: length + 1 }, (_, i) => first.add({ days: i }).toString());
}
