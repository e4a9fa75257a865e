import { NO_CATEGORY } from '../pack/noCategory.ts';

const MAX_TITLE_CHARS = 40;

/** The title of a case: its own, else the name of its category, else the first line of its description. */
export function titleOf(title: string | null, category: string | null, description: string | null): string {
  return title ?? category ?? firstLine(description) ?? NO_CATEGORY;
}

function firstLine(text: string | null): string | null {
  if (text === null) return null;
  const line = text.split('\n', 1)[0] ?? '';
  const letters = [...line];
  return letters.length <= MAX_TITLE_CHARS ? line : `${letters.slice(0, MAX_TITLE_CHARS).join('')}…`;
}
