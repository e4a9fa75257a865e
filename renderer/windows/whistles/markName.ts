import { ClockKind } from '../../../shared/contract/whistles.ts';
import { CLOCK_WORDS } from '../../../shared/whistle/words.ts';

/** `s1.arrive.0@1` → «报到»; a later mark of the same limit (`…@1.5`) → «报到 150%». */
export function markName(id: string, language: 'zh' | 'en'): string {
  const match = /^[^.]+\.([a-z-]+)\.\d+@([\d.]+)/.exec(id);
  const kind = ClockKind.safeParse(match?.[1]);
  if (!kind.success) return id;
  const name = CLOCK_WORDS[kind.data][language];
  const share = Number(match?.[2]);
  return share > 1 ? `${name} ${Math.round(share * 100)}%` : name;
}
