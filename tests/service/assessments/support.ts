import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { PublicationDetail } from '../../../shared/contract/assessmentPublication.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { json, type TestCity } from '../../support/city.ts';
import { importList } from '../../support/importing.ts';
import { type Hall, openHallOf, POSTS, whistlePack } from '../whistles/support.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(`${text}+08:00`);
export const FEBRUARY = { from: at('2026-02-01T00:00:00'), to: at('2026-03-01T00:00:00') };
/** A Monday morning. */
export const MONDAY = at('2026-03-02T09:00:00');

export type Row = { id: string; asked: number; due: number; closed: number | null; org: string };

/** Department A: ten closed, two of them late, and one open past its limit; B: two on time; W: none. */
export const ROWS: Row[] = [
  ...Array.from({ length: 8 }, (_, i) => row(`A${i}`, 'A', 2 * HOUR)),
  row('A-late-1', 'A', 30 * HOUR),
  row('A-late-2', 'A', 40 * HOUR),
  row('A-open', 'A', null),
  row('B1', 'B', HOUR),
  row('B2', 'B', HOUR),
];

export function row(id: string, org: string, after: number | null): Row {
  const asked = at('2026-02-10T10:00:00');
  return { id, asked, due: asked + 24 * HOUR, closed: after === null ? null : asked + after, org };
}

/** A hall with its people, in March. */
export const openAssessed = (clock: { now: number }): Promise<Hall> =>
  openHallOf(
    whistlePack(),
    POSTS,
    null,
    ['chief', 'judge', 'vice', 'a-handler', 'b-handler', 'dispatch'],
    clock,
  );

/** Has the administrator import rows. */
export async function importRows(hall: Hall, rows: readonly Row[]): Promise<void> {
  await hall.as('chief', 'GET', '/api/session');
  const request: TestCity['request'] = (path, init) =>
    hall.request(path, { ...init, headers: { ...init?.headers, 'X-Session': hall.token('chief') } });
  const fitting = async <S extends z.ZodType>(answer: Response, schema: S): Promise<z.output<S>> =>
    schema.parse(await answer.json());
  const chief: TestCity = {
    ...hall,
    request,
    get: async (path, schema) => fitting(await request(path), schema),
    send: async (method, path, body, schema) => fitting(await request(path, json(method, body)), schema),
  };
  const time = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());
  const lines = rows.map(({ id, asked, due, closed, org }) =>
    [id, time(asked), time(due), time(closed), closed === null ? 'open' : 'closed', org].join(','),
  );
  const job = await importList(
    chief,
    ['案件编号,上报时间,处置时限,结案时间,状态,处置部门', ...lines].join('\n'),
  );
  if (job.state !== 'done') throw new Error(`import ${job.state}`);
}

/** A step that must pass. */
export async function did(
  hall: Hall,
  who: string,
  path: string,
  body?: unknown,
): Promise<z.output<typeof PublicationDetail>> {
  const answer = await hall.as(who, body === undefined ? 'GET' : 'POST', path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${who} ${path}: ${answer.status} ${text}`);
  return PublicationDetail.parse(JSON.parse(text));
}

/** Status and reason of a step that must be refused. */
export async function refused(hall: Hall, who: string, path: string, body: unknown): Promise<string> {
  const answer = await hall.as(who, 'POST', path, body);
  const { error } = ErrorBody.parse(await answer.json());
  return `${answer.status} ${error.parameters['reason'] ?? error.code}`;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
