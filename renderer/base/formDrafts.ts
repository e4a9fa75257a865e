import { z } from 'zod';
import { pageStorage } from './storage.ts';

/** What an operator typed into a form and has not sent (未提交的内容). `at`: UTC ms of the last change. */
export type FormDraft = { at: number; values: unknown };

const KEY = 'citywhistle.drafts.';
/** A draft that nobody has come back to for a week is of no use, and may hold what citizens said. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** The oldest give way. */
const MOST = 30;
const Drafts = z.record(z.string(), z.object({ at: z.number(), values: z.unknown() }));

/**
 * Drafts belong to their operator: whoever signs in next at the same desk does not see them. They are kept in the browser's
 * profile, so that a locked desk, an ended session, a reloaded or dead window costs nothing. `form` names the form and its
 * subject. `now`: UTC ms of the service's clock.
 */
export function keptDraft(operator: string, form: string, now: number): FormDraft | null {
  return read(operator, now)[form] ?? null;
}

export function keepDraft(operator: string, form: string, draft: FormDraft): void {
  const others = Object.entries(read(operator, draft.at)).filter(([name]) => name !== form);
  const newest = others.sort(([, a], [, b]) => b.at - a.at).slice(0, MOST - 1);
  write(operator, { ...Object.fromEntries(newest), [form]: draft });
}

export function dropDraft(operator: string, form: string, now: number): void {
  const { [form]: dropped, ...others } = read(operator, now);
  if (dropped !== undefined) write(operator, others);
}

function read(operator: string, now: number): Record<string, FormDraft> {
  const text = pageStorage()?.getItem(KEY + operator) ?? null;
  if (text === null) return {};
  try {
    const kept = Object.entries(Drafts.parse(JSON.parse(text)));
    return Object.fromEntries(kept.filter(([, { at }]) => now - at < KEPT_MS));
  } catch {
    return {};
  }
}

function write(operator: string, drafts: Record<string, FormDraft>): void {
  try {
    if (Object.keys(drafts).length === 0) pageStorage()?.removeItem(KEY + operator);
    else pageStorage()?.setItem(KEY + operator, JSON.stringify(drafts));
  } catch {
    // The browser's space is used up: the form itself still holds what was typed.
  }
}
