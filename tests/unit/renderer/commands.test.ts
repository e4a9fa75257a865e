import { describe, expect, it } from 'vitest';
import { type Command, findCommands } from '../../../renderer/base/commands/commands.ts';
import { offerFor } from '../../../renderer/windows/whistles/acts.ts';
import { boardCommands } from '../../../renderer/windows/whistles/commands.ts';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { foldedWords } from '../../../shared/text/folded.ts';

const NAMES: Record<string, string> = { water: '供水公司', gas: '燃气公司', hh: '红花街道' };
const ACTS: Record<string, string> = { sign: '签收', arrive: '报到', rate: '评价各部门' };
const ME: SessionState = {
  ...{
    operator: 'x',
    name: '甲',
    roles: ['dept-handler'],
    org: 'water',
    posts: [],
    delegations: [],
    actingFor: null,
    expiresAt: 0,
    mustChangePin: false,
    since: 0,
    auditorChanges: [],
    requireSignIn: false,
  },
};

function row(id: string, subject: string, department: string): WhistleSummary {
  return {
    ...{
      id,
      seq: 1,
      kind: 'push',
      kindName: '推进哨',
      subject,
      street: 'hh',
      stage: 'blown',
      column: 'blown',
    },
    ...{ level: 0, supervised: false, round: 1, rework: 0, chain: 1, lon: null, lat: null, cases: 0 },
    ...{
      createdAt: 0,
      blownAt: 0,
      closedAt: null,
      updatedAt: 0,
      nearest: null,
      arrived: 0,
      expected: 1,
      backEntries: 0,
    },
    waiting: [],
    departments: [{ summons: 's1', org: department, part: 'lead', stage: 'notified', late: false }],
  };
}

const ROWS = new Map(
  [row('w-aaa111', '路面塌陷', 'water'), row('w-bbb222', '井盖破损', 'gas')].map((each) => [each.id, each]),
);
const done: string[] = [];
const boardFor = (typed: string, me: SessionState | null = ME): Command[] => {
  const words = foldedWords(typed);
  const names = {
    org: (code: string) => NAMES[code] ?? code,
    act: (type: string) => ACTS[type] ?? type,
    number: (id: string) => id,
  };
  const go = {
    open: (whistle: string) => void done.push(`open ${whistle}`),
    act: (whistle: string, act: string, about: string[]) =>
      void done.push(`${act} ${whistle} ${about.join(' ')}`),
  };
  return findCommands(boardCommands(words, ROWS, me, names, go), words, 12);
};

describe('command line', () => {
  it.each([
    ['lmtx', ['路面塌陷']],
    ['井盖', ['井盖破损']],
    ['aaa111', ['路面塌陷']],
    ['gsgs', ['路面塌陷']],
    ['hhjd', ['路面塌陷', '井盖破损']],
    ['qs gsgs', ['签收 · 路面塌陷']],
    ['gsgs 签收', ['签收 · 路面塌陷']],
    ['bd hh', ['报到 · 路面塌陷', '报到 · 井盖破损']],
    ['qs qs', []],
    ['xyz', []],
  ])('%s finds %j', (typed, titles) => expect(boardFor(typed).map(({ title }) => title)).toEqual(titles));

  it('does to the right whistle what was chosen', () => {
    boardFor('qs rqgs')[0]?.run();
    boardFor('lmtx')[0]?.run();
    expect(done).toEqual(['sign w-bbb222 rqgs', 'open w-aaa111']);
  });

  it('offers nobody an act who is not signed in', () => expect(boardFor('qs gsgs', null)).toEqual([]));

  it('puts first what a word begins, and nothing twice', () => {
    const commands = ['查看报到', '报到', '报备'].map((title, id) => ({
      ...{ id: String(id), title, hint: '' },
      run: () => undefined,
    }));
    expect(findCommands(commands, ['bd'], 9).map(({ title }) => title)).toEqual(['报到', '查看报到']);
    expect(findCommands(commands, [], 2)).toHaveLength(2);
  });

  it('the one whose name was typed comes before longer names that begin so', () => {
    const named = (title: string): Command => ({ id: title, title, hint: '', run: () => undefined });
    const offered = ['督办台账', '导播', '督办报表'].map(named);
    expect(findCommands(offered, ['db'], 9).map(({ title }) => title)).toEqual([
      '导播',
      '督办台账',
      '督办报表',
    ]);
  });

  it('takes the department that a word names, and says when there is nothing to do', () => {
    const may = [
      { type: 'sign', summons: 's1' },
      { type: 'sign', summons: 's2' },
    ];
    const children = [
      { id: 's1', name: '供水公司' },
      { id: 's2', name: '燃气公司' },
    ];
    const of = (act: 'sign' | 'rate', words: string[]) => offerFor(may, children, { act, words })?.summons;
    expect(of('sign', ['rqgs'])).toBe('s2');
    expect(of('sign', ['lmtx'])).toBe('s1');
    expect(of('rate', ['rqgs'])).toBeUndefined();
  });
});
