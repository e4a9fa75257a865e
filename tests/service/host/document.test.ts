import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDocumentOptions } from '../../../electron/host/documentOptions.ts';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { ORDER } from '../../support/sampleDocuments.ts';

it.each([
  ['data.json', '--out'],
  ['data.json --out a.pdf', 'docx、xlsx 或 html'],
  ['a.json b.json --out a.docx', '一个数据文件'],
  ['--check a.txt --out a.docx', '--check 不能'],
])('refuses the flags %s', (flags, message) => {
  expect(() => readDocumentOptions(flags.split(' '))).toThrow(message);
});

it('makes a document of a file, and says which faces this machine lacks', async () => {
  const dir = folder();
  const [data, out] = [join(dir, 'order.json'), join(dir, 'order.docx')];
  writeFileSync(data, JSON.stringify({ kind: 'order', input: ORDER }));
  const { code, out: printed, err } = await run('document.ts', [data, '--out', out]);
  expect(err).toMatch(/^(?:字体回退风险.*\n)?$/);
  expect(code).toBe(0);
  const report: unknown = JSON.parse(printed);
  expect(report).toMatchObject({ file: 'order.docx', kind: 'order', bytes: readFileSync(out).length });
});

it('makes nothing where a required field is empty, a field is unknown, or the file is no JSON', async () => {
  const dir = folder();
  const [data, out] = [join(dir, 'order.json'), join(dir, 'order.docx')];
  writeFileSync(data, JSON.stringify({ kind: 'order', input: { ...ORDER, leadUnit: '' } }));
  const refused = await run('document.ts', [data, '--out', out]);
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('必填项“牵头单位”没有填写'),
  });
  const { leader: _, ...without } = ORDER;
  writeFileSync(data, JSON.stringify({ kind: 'order', input: without }));
  const unread = await run('document.ts', [data, '--out', out]);
  expect(unread).toMatchObject({ code: 2, err: expect.stringContaining('字段缺失或有误：input.leader') });
  expect(() => readFileSync(out)).toThrow('ENOENT');
});

it('checks a bulletin of others', async () => {
  const path = join(folder(), '通报.txt');
  writeFileSync(path, '政民互动应办结594件，按时办结591件，按时办结率99.6%。');
  const { code, out, err } = await run('document.ts', ['--check', path]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ remarks: [{ kind: 'rate', shown: '99.6%', computed: '99.49%' }] });
  expect(err).toContain('比率写作 99.6%，按所列件数计算为 99.49%');
});
