/** A local date `2026-08-05` as a document writes it: `2026年8月5日`, without leading zeros (GB/T 9704 §7.3.5.4). */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
