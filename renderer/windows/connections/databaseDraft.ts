import { z } from 'zod';
import {
  EXCHANGE_PORTS,
  ExchangeEngine,
  ExchangeTarget,
  type ExchangeView,
} from '../../../shared/contract/exchange.ts';
import type { ExchangeProbeReport } from '../../../shared/contract/exchangeProbe.ts';

/** What is typed about an exchange database (中间库). The password is never kept. */
export const DatabaseDraft = z.object({
  engine: ExchangeEngine,
  host: z.string().max(253),
  port: z.number().nullable(),
  database: z.string().max(128),
  user: z.string().max(128),
  password: z.string().transform(() => ''),
  tls: z.enum(['off', 'required']),
});
export type DatabaseDraft = z.infer<typeof DatabaseDraft>;

export const EMPTY_DATABASE: DatabaseDraft = {
  ...{ engine: 'postgres', host: '', port: EXCHANGE_PORTS.postgres, database: '', user: '' },
  ...{ password: '', tls: 'required' },
};

/** The draft with a change; another engine has another usual port. */
export function withChange(draft: DatabaseDraft, change: Partial<DatabaseDraft>): DatabaseDraft {
  const isUsual = draft.port === EXCHANGE_PORTS[draft.engine];
  const port = change.engine !== undefined && isUsual ? { port: EXCHANGE_PORTS[change.engine] } : {};
  return { ...draft, ...port, ...change };
}

/** The database to be asked; null where something is missing or cannot be meant. */
export function targetOf({ engine, host, port, database, user, tls }: DatabaseDraft): ExchangeTarget | null {
  const typed = { engine, host: host.trim(), port, database: database.trim(), user: user.trim(), tls };
  return ExchangeTarget.safeParse(typed).data ?? null;
}

export function passwordOf({ password }: DatabaseDraft): string | null {
  return password === '' ? null : password;
}

/** A view as the value of a choice. */
export function viewValue({ schema, name }: ExchangeView): string {
  return schema === null ? name : `${schema}.${name}`;
}

export function viewOf(report: ExchangeProbeReport | null, value: string): ExchangeView | null {
  const found = report?.views.find((view) => viewValue(view) === value);
  return found === undefined ? null : { schema: found.schema, name: found.name };
}
