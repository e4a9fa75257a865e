import { WriteBack } from '../../shared/contract/writeBack.ts';
import { BASE, type Reply } from './requestHandler.ts';

const ACTIONS = ['dispatch', 'feedback', 'return', 'extend', 'suspend', 'close'] as const;
const REQUESTS = `${BASE}/requests/`;
/** A shorter opinion (办理意见) is refused, as many platforms do. */
const MIN_TEXT_CHARS = 8;
/** Each so many new answers find the platform busy once, so that a drill shows how an answer waits. */
const BUSY_EVERY = 3;
const MOST_REMEMBERED = 10_000;

/** How the simulated city is told what was done (回传): with a key, so that no answer is taken twice. */
export const DEMO_WRITE_BACK = WriteBack.parse({
  actions: Object.fromEntries(
    ACTIONS.map((action) => [
      action,
      {
        path: `requests/{{case.id}}/answers/${action}`,
        body: { text: '{{event.text}}', org: '{{event.orgName}}', at: '{{event.atIso}}' },
        key: { in: 'header', name: 'Idempotency-Key' },
        success: { path: 'code', values: [0] },
        messagePath: 'msg',
        idPath: 'id',
      },
    ]),
  ),
  on: { withdrawn: 'return' },
});

/**
 * Takes an answer: `key` from its header, `text` as JSON. Refuses what is too short or about no case, and is busy now and then.
 * `hasCase`: whether the simulated city has a case of this number. Null: the path is none of answers.
 */
export type AnswerDesk = (path: string, key: string | null, text: string) => Reply | null;

export function createAnswerDesk(hasCase: (id: string) => boolean): AnswerDesk {
  const taken = new Map<string, Reply>();
  const asked = new Set<string>();
  let answers = 0;
  return (path, key, text) => {
    const id = caseAnswered(path);
    if (id === null) return null;
    const before = key === null ? undefined : taken.get(key);
    if (before !== undefined) return before;
    if (!hasCase(decodeURIComponent(id))) return said(404, '没有这件案件');
    if (wordsOf(text).length < MIN_TEXT_CHARS)
      return said(422, `办理意见不少于 ${MIN_TEXT_CHARS} 个字，请补充后重报`);
    if (key !== null && !asked.has(key)) {
      if (asked.size >= MOST_REMEMBERED) asked.clear();
      asked.add(key);
      answers += 1;
      if (answers % BUSY_EVERY === 0) return said(503, '系统繁忙，请稍后再报');
    }
    const reply: Reply = {
      status: 200,
      body: JSON.stringify({ code: 0, msg: '已接收', id: `HC${taken.size + 1}` }),
    };
    if (key !== null && taken.size < MOST_REMEMBERED) taken.set(key, reply);
    return reply;
  };
}

/** The case that a path answers, as written in it; null for another path. */
function caseAnswered(path: string): string | null {
  if (!path.startsWith(REQUESTS)) return null;
  const [id = '', answers, action, ...more] = path.slice(REQUESTS.length).split('/');
  const isAnswer = answers === 'answers' && ACTIONS.some((each) => each === action) && more.length === 0;
  return isAnswer && id !== '' ? id : null;
}

function wordsOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const said = typeof body === 'object' && body !== null && 'text' in body ? body.text : null;
    return typeof said === 'string' ? said.trim() : '';
  } catch {
    return '';
  }
}

function said(status: number, msg: string): Reply {
  return { status, body: JSON.stringify({ code: status, msg }) };
}
