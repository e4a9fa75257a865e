import type { z } from 'zod';
import { type Bbox, ErrorBody } from '../../../shared/contract/common.ts';
import { HEAT_HEADERS } from '../../../shared/contract/figures.ts';
import { WALL_ANSWER_PREFIX } from '../../../shared/contract/status.ts';
import { WINDOW_ROLE_HEADER, type WindowRole } from '../../../shared/contract/windowRole.ts';
import { takeTold, toldAnswer } from '../stream/told.ts';
import { routes } from './routes.ts';

/** A request that was refused or could not be made. `code` is stable, `message` is for the operator. */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly details: unknown;
  constructor(code: string, message: string, status: number, details: unknown) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Query values; undefined, null and empty lists are left out, lists become comma lists. */
export type Query = Record<
  string,
  string | number | boolean | readonly (string | number)[] | null | undefined
>;

export function toSearch(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    const text = typeof value === 'object' ? value.join(',') : String(value);
    if (text !== '') params.set(name, text);
  }
  const search = params.toString();
  return search === '' ? '' : `?${search}`;
}

/** GET, parsed by the schema of the contract. Throws `ApiError`; an abort keeps its own AbortError. */
export async function get<T extends z.ZodType>(
  path: string,
  schema: T,
  query: Query = {},
  signal?: AbortSignal,
): Promise<z.output<T>> {
  const question = path + toSearch(query);
  const told =
    toldAnswer(question, Date.now()) ??
    (isWall() ? toldAnswer(WALL_ANSWER_PREFIX + question, Date.now()) : undefined);
  if (told !== undefined) return checked(told, schema, 200);
  return read(await ask(question, { method: 'GET', ...(signal ? { signal } : {}) }), schema);
}

export async function post<T extends z.ZodType>(
  path: string,
  schema: T,
  body: unknown,
): Promise<z.output<T>> {
  return read(await ask(path, withJson('POST', body)), schema);
}

export async function patch<T extends z.ZodType>(
  path: string,
  schema: T,
  body: unknown,
): Promise<z.output<T>> {
  return read(await ask(path, withJson('PATCH', body)), schema);
}

export async function del<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  return read(await ask(path, { method: 'DELETE' }), schema);
}

/** Sends a file as it is, streamed from disk by the browser; its name goes into the query. */
export async function upload<T extends z.ZodType>(path: string, schema: T, file: File): Promise<z.output<T>> {
  const search = toSearch({ filename: file.name });
  const headers = { 'content-type': 'application/octet-stream' };
  return read(await ask(path + search, { method: 'POST', headers, body: file }), schema);
}

/** A file as it is, with what was told beside it; `body` null for GET. Kept by the browser on disk where it is large. */
export async function fetchFile(path: string, body: unknown): Promise<{ file: Blob; headers: Headers }> {
  const answer = await ask(path, body === null ? { method: 'GET' } : withJson('POST', body));
  if (!answer.ok) throw await refusal(answer);
  try {
    return { file: await answer.blob(), headers: answer.headers };
  } catch {
    throw new ApiError('cut-off', '文件没有收全，请重试。', answer.status, null);
  }
}

/** What a density surface is asked for: a box, its size in cells, the smoothing radius in metres. */
export type Raster = { bbox: Bbox; width: number; height: number; radius: number };

/** Cases per km², rows from north. */
export type Heat = {
  density: Float32Array;
  width: number;
  height: number;
  max: number;
  count: number;
  revision: number;
};

/** The density raster of `/api/heat`; refuses an answer that has not exactly width × height values. */
export async function getHeat(
  query: Query & { width: number; height: number },
  signal?: AbortSignal,
): Promise<Heat> {
  const answer = await ask(routes.heat + toSearch(query), signal ? { signal } : {});
  if (!answer.ok) throw await refusal(answer);
  const bytes = await answer.arrayBuffer();
  const { width, height } = query;
  if (bytes.byteLength !== width * height * 4)
    throw new ApiError('bad-answer', '热力数据长度不符，请检查程序版本是否一致。', answer.status, null);
  return {
    density: new Float32Array(bytes),
    width,
    height,
    max: header(answer, HEAT_HEADERS.max),
    count: header(answer, HEAT_HEADERS.count),
    revision: header(answer, HEAT_HEADERS.revision),
  };
}

function header(answer: Response, name: string): number {
  const value = Number(answer.headers.get(name));
  return Number.isFinite(value) ? value : 0;
}

function withJson(method: string, body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Token of the operator's session where no cookie carries it (the desktop's own scheme); null elsewhere. */
let session: string | null = null;

/** From now on requests are made in the name of this session. */
export function actAs(token: string | null): void {
  session = token;
}

export function sessionToken(): string | null {
  return session;
}

/** What this window is; until it is told, one that everybody reads. */
let roleNow: () => WindowRole = () => 'wall';

/** From now on every request says what this window is at that moment: a window may go from one role to another. */
export function sayRole(role: () => WindowRole): void {
  roleNow = role;
}

/** Whether this window is one that everybody reads: it would be refused what is a desk's. */
export function isWall(): boolean {
  return roleNow() === 'wall';
}

/**
 * Pictures may come a moment after figures and lists. A browser opens six lines to one host, and the windows of a
 * workstation share them: what is urgent must not stand in a queue behind rasters.
 */
const PICTURES = [routes.heat, routes.gridCounts, routes.points, routes.histogram];

async function ask(path: string, init: RequestInit): Promise<Response> {
  // What an operator does may change every figure.
  if (init.method !== undefined && init.method !== 'GET') takeTold([], 0);
  const headers = new Headers(init.headers);
  if (session !== null) headers.set('X-Session', session);
  headers.set(WINDOW_ROLE_HEADER, roleNow());
  const sent: RequestInit & { priority: 'low' | 'high' } = {
    ...init,
    headers,
    priority: PICTURES.some((picture) => path.startsWith(picture)) ? 'low' : 'high',
    credentials: 'same-origin',
  };
  try {
    return await fetch(path, sent);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('unreachable', '连不上本机服务，正在重试。若持续出现，请重新打开城哨。', 0, null);
  }
}

async function read<T extends z.ZodType>(answer: Response, schema: T): Promise<z.output<T>> {
  if (!answer.ok) throw await refusal(answer);
  const body: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  return checked(body, schema, answer.status);
}

function checked<T extends z.ZodType>(body: unknown, schema: T, status: number): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ApiError(
    'bad-answer',
    `本机服务的答复读不懂(${where || '正文'}),请检查程序版本是否一致。`,
    status,
    parsed.error.issues,
  );
}

async function refusal(answer: Response): Promise<ApiError> {
  const parsed = ErrorBody.safeParse(await answer.json().catch(() => null));
  if (parsed.success) {
    const { code, message, details } = parsed.data.error;
    return new ApiError(code, message, answer.status, details ?? null);
  }
  if (answer.status === 401)
    return new ApiError('unauthorised', '登录已失效，请用启动时给出的地址重新打开。', 401, null);
  return new ApiError('http', `本机服务答复 ${answer.status},请稍后重试。`, answer.status, null);
}
