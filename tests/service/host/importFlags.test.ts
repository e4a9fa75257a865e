import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LaunchError } from '../../../electron/host/exitCodes.ts';
import { readImportOptions } from '../../../electron/host/importOptions.ts';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { openAt, sourceConfig } from '../store/support.ts';

function refusal(flags: string): LaunchError {
  try {
    readImportOptions(flags.split(' '));
  } catch (error) {
    if (error instanceof LaunchError) return error;
  }
  throw new Error(`accepted: ${flags}`);
}

it.each([
  ['--data d --undo I --reason 选错了文件 a.csv', '--undo 只撤销，不能同时导入文件'],
  ['--data d --undo I --reason 选错了文件 --whole', '--undo 只撤销'],
  ['--data d --undo I --reason 选错了文件 --closes 3', '--undo 只撤销'],
  ['--data d --undo I --reason 选错了文件 --into s', '--undo 只撤销'],
  ['--data d --undo I --reason 选错了文件 --id-from 甲', '--undo 只撤销'],
  ['--data d --undo I', '--reason'],
  ['--data d --undo I --reason 选错', '4 到 200 个字'],
  [`--data d --undo I --reason ${'错'.repeat(201)}`, '4 到 200 个字'],
  ['--data d --undo= --reason 选错了文件', '--undo 要写导入编号'],
  ['--data d --reason 选错了文件 a.csv', '只与 --undo 同用'],
  ['--data d --closes 3 a.csv', '--closes 只与 --whole 同用'],
  ['--data d --whole --closes 三 a.csv', '--closes 要写件数'],
  ['--data d --whole a.csv b.csv', '--whole 一次只能给一个文件'],
  ['--data d --whole', '请给出要导入的文件'],
  ['--data d --into= a.csv', '--into 要写数据源编号'],
  ['--data d --rows I', '请用 --kind 写明哪一类'],
  ['--data d --rows I --kind 全部', '请用 --kind 写明哪一类'],
  ['--data d --rows= --kind clean', '--rows 要写导入编号'],
  ['--data d --rows I --kind clean a.csv', '--rows 只列出一次导入的行'],
  ['--data d --kind clean a.csv', '--kind 只与 --rows 同用'],
  ['--dry-run --undo I --reason 选错了文件', '--dry-run 只预检'],
  ['--dry-run --whole a.csv', '--dry-run 只预检'],
  ['--dry-run --closes 3 a.csv', '--dry-run 只预检'],
  ['--dry-run --into s a.csv', '--dry-run 只预检'],
  ['--data d', '请给出要导入的文件'],
  ['a.csv', '--data'],
])('%s is refused in one sentence', (flags, sentence) => {
  const { exitCode, message } = refusal(flags);
  expect(exitCode).toBe(2);
  expect(message).toContain(sentence);
  expect(message.match(/。/g)).toEqual(['。']);
  expect(message).toMatch(/。用 --help 查看全部选项$/);
});

it('takes what goes together', () => {
  const undo = { id: 'I', reason: '选错了文件' };
  expect(readImportOptions(['--data', 'd', '--undo', 'I', '--reason', ' 选错了文件 '])).toMatchObject({
    undo,
  });
  expect(readImportOptions(['--data', 'd', '--whole', 'a.csv'])).toMatchObject({ whole: 'count' });
  expect(readImportOptions(['--data', 'd', '--whole', '--closes', '3', 'a.csv'])).toMatchObject({
    whole: { closes: 3 },
  });
});

it('undoes an import, and records what came of it', async () => {
  const dir = folder();
  const data = join(dir, 'data');
  mkdirSync(data);
  const file = join(dir, 'a.csv');
  writeFileSync(file, '工单编号,受理时间\nA,2026-11-20 08:00:00\n');
  const imported = await run('import.ts', ['--data', data, file]);
  expect(imported.code, imported.err).toBe(0);
  const [{ id, sourceId }] = JSON.parse(imported.out).files;
  const undo = (which: string) =>
    run('import.ts', ['--data', data, '--undo', which, '--reason', '选错了文件']);

  const none = await undo('none');
  expect(none.code).toBe(2);
  expect(none.err).toContain('没有编号为 none 的导入');
  const undone = await undo(id);
  expect(undone.code, undone.err).toBe(0);
  expect(JSON.parse(undone.out).undo.done.cases).toMatchObject({ removed: 1 });
  const again = await undo(id);
  expect(again.code).toBe(2);
  expect(again.err).toContain('这次导入已经撤销过');
  expect(auditOf(data)).toMatchObject([
    { subject: 'none', result: 'refused', details: { reason: '选错了文件' } },
    { subject: id, result: 'done', details: { source: sourceId, file: 'a.csv', removed: 1 } },
    { subject: id, result: 'refused', details: { error: 'import-undone' } },
  ]);
});

it('lists the rows of an import of one kind, all of them', async () => {
  const dir = folder();
  const data = join(dir, 'data');
  mkdirSync(data);
  const file = join(dir, 'a.csv');
  const lines = Array.from({ length: 450 }, (_, i) => `A${i},${i === 7 ? '某日' : '2026-11-20 08:00:00'}`);
  writeFileSync(file, `工单编号,受理时间\n${lines.join('\n')}\n`);
  const imported = await run('import.ts', ['--data', data, file]);
  const [{ id }] = JSON.parse(imported.out).files;
  const rows = async (kind: string) => {
    const { out, err, code } = await run('import.ts', ['--data', data, '--rows', id, '--kind', kind]);
    expect(code, err).toBe(0);
    const printed = out.split('\n').filter((line) => line !== '');
    return printed.map((line) => JSON.parse(line) as { number: string });
  };
  const clean = await rows('clean');
  expect(clean.map(({ number }) => number)).toEqual(
    lines.map((line) => line.split(',')[0]).filter((number) => number !== 'A7'),
  );
  expect(await rows('quarantined')).toMatchObject([{ kind: 'quarantined', number: 'A7', caseId: null }]);
  expect(await rows('unchanged')).toEqual([]);
});

it('imports into no source that is not a file', async () => {
  const dir = folder();
  const data = join(dir, 'data');
  mkdirSync(data);
  const store = openAt(data);
  store.saveSource({ ...sourceConfig('hotline'), paused: true });
  store.close();
  const file = join(dir, 'a.csv');
  writeFileSync(file, '工单编号,受理时间\nA,2026-11-20 08:00:00\n');
  for (const [into, why] of [
    ['hotline', '编号 hotline 已用于另一个数据源'],
    ['nowhere', 'nowhere'],
  ] as const)
    for (const whole of [[], ['--whole']]) {
      const refused = await run('import.ts', ['--data', data, '--into', into, ...whole, file]);
      expect(refused.code).toBe(2);
      expect(refused.err).toContain(why);
      expect(refused.out).toBe('');
    }
});

/** Oldest first. */
function auditOf(data: string): unknown[] {
  const store = openAt(data);
  const lines = store.people.auditPage(Number.MAX_SAFE_INTEGER, 50);
  store.close();
  return lines.filter(({ action }) => action === 'import.undo').reverse();
}
