import { z } from 'zod';
import type { Role } from '../../../shared/contract/people.ts';
import type { BackEntryRequest } from '../../../shared/contract/whistleBackEntry.ts';
import { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { Act, Field } from './acts.ts';
import { BackEntryValues } from './backEntryForm.ts';

/** Values of a form by the names of the command. What was left empty is not in it. */
export type Values = Readonly<Record<string, unknown>>;

const OnBehalfValues = z.object({
  who: z.string(),
  how: z.enum(['phone', 'fax', 'in-person']),
  at: z.number().nullable(),
  note: z.string(),
});
export type OnBehalfValues = z.infer<typeof OnBehalfValues>;

/** All that a form of an act holds. */
export const FormValues = z.object({
  values: z.record(z.string(), z.unknown()),
  behalf: OnBehalfValues,
  /** 补录; null: it is recorded as it happens. */
  backEntry: BackEntryValues.nullable().default(null),
  commandId: z.string().min(1),
});
export type FormValues = z.output<typeof FormValues>;

/** Fields that have to be filled and are not, by name. */
export function missingFields(fields: readonly Field[], values: Values): string[] {
  return fields.filter((field) => field.need && isEmpty(values[field.name])).map((field) => field.name);
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/**
 * The command of a filled form, or the names of the fields that the contract refuses. Empty optional fields are left
 * out, so that the contract's own defaults hold; an unticked box is «no».
 */
export function commandOf(parts: {
  act: Act;
  summons: string | null;
  commandId: string;
  seen: number;
  as: Role | null;
  values: Values;
  onBehalf: OnBehalfValues | null;
  backEntry: BackEntryRequest | null;
}): { ok: true; command: z.output<typeof WhistleCommand> } | { ok: false; fields: string[] } {
  const { act, summons, values, onBehalf, backEntry } = parts;
  const filled: Record<string, unknown> = {};
  for (const field of act.fields) {
    const value = values[field.name];
    if (field.kind === 'check') filled[field.name] = value === true;
    else if (!isEmpty(value)) filled[field.name] = value;
    // Two of the contract's fields are null rather than absent.
    else if (field.name === 'ownListReason' || field.name === 'departments') filled[field.name] = null;
  }
  // Which of the two reviews: not a field, the operator looks at one of them.
  if (values['step'] !== undefined) filled['step'] = values['step'];
  // Kept beside the fields: what the operator said to a refusal.
  if (values['notDuplicateOf'] !== undefined) filled['notDuplicateOf'] = values['notDuplicateOf'];
  const parsed = WhistleCommand.safeParse({
    type: act.type,
    commandId: parts.commandId,
    as: parts.as,
    seen: parts.seen,
    ...(act.child ? { summons } : {}),
    ...(onBehalf === null ? {} : { onBehalf }),
    ...(backEntry === null ? {} : { backEntry }),
    ...filled,
  });
  if (parsed.success) return { ok: true, command: parsed.data };
  return { ok: false, fields: [...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))] };
}
