import Database from 'better-sqlite3';
import { databasePath } from '../../../electron/city/store/files.ts';
import { auditedEntries, auditLineOf } from '../../../electron/city/store/peopleAudit.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { type HandoverItem, HandoverSigned, PostHandover } from '../../../shared/contract/handover.ts';
import { SessionInfo } from '../../../shared/contract/people.ts';
import { json } from '../../support/city.ts';
import { type Hall, openHallOf, POSTS, type Posts, START, whistlePack } from '../whistles/support.ts';

export const PIN = '739182';

/** The posts of the whistles' tests, with a second person where somebody takes over. */
export const PEOPLE: Posts = {
  ...POSTS,
  'duty-2': { roles: ['street-duty'], org: 'S1' },
  'duty-3': { roles: ['street-duty'], org: 'S1' },
  'dispatch-2': { roles: ['district-dispatch'], org: 'C' },
  'a-handler-2': { roles: ['dept-handler'], org: 'A' },
};

export type Post = {
  hall: Hall;
  /** A step of the post's hand-over by somebody; the answer as it is. */
  step(who: string, path: string, body?: unknown): Promise<Response>;
  /** The same, which must pass: the desk after it. */
  did(who: string, path: string, body?: unknown): Promise<PostHandover>;
  desk(who: string): Promise<PostHandover>;
  /** Acknowledges everything that is left. */
  checkAll(who: string): Promise<PostHandover>;
  /** Status and code of a step that must be refused. */
  refused(who: string, path: string, body?: unknown): Promise<[number, string]>;
  /** The incoming operator's signature in the session of `who`. */
  sign(who: string, operator: string, pin?: string): Promise<HandoverSigned>;
  signing(who: string, operator: string, pin?: string): Promise<Response>;
  /** Lines of the audit of one action, the newest first. */
  auditOf(action: string): Record<string, unknown>[];
};

export async function openPost(
  who: string[],
  dataDir: string | null = null,
  clock: { now: number } = { now: START },
): Promise<Post> {
  const hall = await openHallOf(whistlePack(), PEOPLE, dataDir, who, clock);

  async function pathOf(person: string, path: string): Promise<string> {
    if (!path.startsWith(':id')) return path;
    const { handover } = await desk(person);
    return `/api/handovers/${handover?.id ?? 'none'}${path.slice(3)}`;
  }
  const post = (person: string, path: string, body: unknown) =>
    hall.as(person, 'POST', path, body).then((answer) => answer);
  async function step(person: string, path: string, body?: unknown): Promise<Response> {
    return post(person, await pathOf(person, path), body);
  }
  async function parsed(answer: Response): Promise<PostHandover> {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return PostHandover.parse(JSON.parse(text));
  }
  async function desk(person: string): Promise<PostHandover> {
    return parsed(await hall.as(person, 'GET', '/api/handovers/open'));
  }
  async function did(person: string, path: string, body?: unknown): Promise<PostHandover> {
    return parsed(await step(person, path, body));
  }
  /** In a session of its own: a wrong PIN is answered as an ended session is, and must not be tried again. */
  async function signing(person: string, operator: string, pin = PIN): Promise<Response> {
    const { handover } = await desk(person);
    const session = await hall.send('POST', '/api/session', { operator: person, pin: PIN }, SessionInfo);
    const init = json('POST', { seen: handover?.seq ?? 0, operator, pin });
    return hall.request(`/api/handovers/${handover?.id ?? 'none'}/sign`, {
      ...init,
      headers: { ...init.headers, 'X-Session': session.token },
    });
  }

  return {
    hall,
    step,
    did,
    desk,
    signing,
    auditOf: (action) => auditLines(hall.dataDir, action),
    async checkAll(person) {
      let now = await desk(person);
      for (const item of waiting(now)) {
        const body = { key: item.key, version: item.version, verdict: 'checked' };
        now = await did(person, ':id/acknowledge', body);
      }
      return now;
    },
    async refused(person, path, body) {
      const answer = await step(person, path, body);
      return [answer.status, await codeOf(answer)];
    },
    async sign(person, operator, pin) {
      const answer = await signing(person, operator, pin);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      return HandoverSigned.parse(JSON.parse(text));
    },
  };
}

/** Why a request was refused. */
export async function codeOf(answer: Response): Promise<string> {
  return ErrorBody.parse(await answer.json()).error.code;
}

/** Lines that are still to be acknowledged. */
export function waiting({ handover }: PostHandover): HandoverItem[] {
  return handover?.items.filter(({ ack, mark }) => ack === null && mark !== 'ended') ?? [];
}

export function itemOf({ handover }: PostHandover, key: string): HandoverItem {
  const found = handover?.items.find((item) => item.key === key);
  if (found === undefined) throw new Error(`no ${key} in ${handover?.items.map((item) => item.key).join()}`);
  return found;
}

function auditLines(dataDir: string, action: string): Record<string, unknown>[] {
  const db = new Database(databasePath(dataDir), { readonly: true });
  const lines = [...auditedEntries(db)].map(auditLineOf).filter((line) => line.action === action);
  db.close();
  return lines.reverse();
}
