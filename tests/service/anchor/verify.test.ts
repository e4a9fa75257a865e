import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { checkProofs } from '../../../electron/city/anchor/checkProofs.ts';
import { anchorIn, besideKey, headOf, rechain, type Site, site, tamper } from './support.ts';

const EDIT = "UPDATE journal SET operator = 'other' WHERE pos = 3";
const CUT = `DELETE FROM audit WHERE entry > 5; DELETE FROM journal WHERE pos > 5;
  UPDATE journal_head SET pos = 5, link = (SELECT link FROM journal WHERE pos = 5)`;

/** After two shifts, so that the anchors hold more than one line. */
let template: Site;
beforeAll(async () => {
  template = site();
  await template.work(4);
  await template.work(4);
});

async function worked(): Promise<Site> {
  const made = site(template);
  expect(await made.findings()).toEqual([]);
  expect(anchorIn(made.stick).lines.length).toBeGreaterThan(1);
  return made;
}

async function anotherInstallation(): Promise<Site> {
  const made = site();
  await made.work(1);
  return made;
}

it('verify finds an edited row', async () => {
  const { dataDir, findings } = await worked();
  tamper(dataDir, EDIT);
  expect(await findings()).toEqual(['journal-chain']);
});

it('verify finds an edited row whose chain was computed anew, by the seal and by each anchor', async () => {
  const { dataDir, keys, findings } = await worked();
  tamper(dataDir, EDIT);
  rechain(dataDir);
  expect(await findings()).toEqual(['journal-rechained', 'journal-seal-wrong']);
  // Without the stick, the anchor beside the key is left; without that, the seal.
  expect(await findings([], false)).toEqual(['journal-rechained', 'journal-seal-wrong']);
  rmSync(anchorIn(besideKey(keys)).path);
  expect(await findings([], false)).toEqual(['anchor-gone', 'journal-seal-wrong']);
});

it('verify says between which entries the journal was changed', async () => {
  const made = await worked();
  const first = Number(/"pos":(\d+)/.exec(anchorIn(made.stick).lines[0] ?? '')?.[1]);
  tamper(made.dataDir, `UPDATE journal SET operator = 'other' WHERE pos = ${first + 1}`);
  rechain(made.dataDir);
  const { keeping, stick: anchor } = made;
  const given = { keeping, anchor, heads: [], zone: 'Asia/Shanghai' };
  const [, ofStick] = (await checkProofs(made.dataDir, null, given)).findings.filter(
    ({ code }) => code === 'journal-rechained',
  );
  expect(ofStick?.message).toContain(`第 ${first + 1} 条至第 `);
  expect(ofStick?.message).toContain(anchor);
});

it('verify finds an older copy, though it is whole in itself and sealed', async () => {
  const made = await worked();
  const older = made.copy();
  await made.work(3);
  older.putBack();
  expect(await made.findings()).toEqual(['journal-older']);
  expect(await made.findings([], false)).toEqual(['journal-older']);
});

it('verify finds a tail cut off with the recorded end', async () => {
  const { dataDir, findings } = await worked();
  tamper(dataDir, CUT);
  expect(await findings()).toEqual(['journal-older', 'journal-seal-wrong']);
});

it('verify finds rows taken out, also where the chain was computed anew', async () => {
  const { dataDir, findings } = await worked();
  tamper(
    dataDir,
    `DELETE FROM audit WHERE entry = 3; DELETE FROM journal WHERE pos = 3;
     UPDATE audit SET seq = seq - 1, entry = entry - 1 WHERE seq > 2; UPDATE journal SET pos = pos - 1 WHERE pos > 3`,
  );
  rechain(dataDir);
  expect(await findings()).toEqual(['journal-older', 'journal-rechained', 'journal-seal-wrong']);
});

it('verify finds a seal that was taken away, and another row in its place', async () => {
  const { dataDir, findings } = await worked();
  tamper(dataDir, 'UPDATE journal_head SET seal = NULL');
  expect(await findings()).toEqual(['journal-unsealed']);
  tamper(dataDir, 'DELETE FROM journal_seal');
  expect(await findings()).toEqual(['journal-unsealed']);
});

it('verify finds that what was found is no longer remembered', async () => {
  const { dataDir, findings } = await worked();
  tamper(dataDir, `UPDATE journal_seal SET anchors = '[]'`);
  expect(await findings()).toEqual(['journal-seal-wrong']);
});

it('verify says that the key is missing, is another, or cannot be read', async () => {
  const { keys, findings } = await worked();
  const file = join(besideKey(keys), 'secrets.json');
  const name = `journal-seal.${readdirSync(keys)[0]}`;
  writeFileSync(file, JSON.stringify({ [name]: 'ab'.repeat(32) }));
  expect(await findings()).toEqual(['journal-key-lost']);
  writeFileSync(file, JSON.stringify({ [name]: 'short' }));
  expect(await findings()).toEqual(['journal-key-unreadable']);
  rmSync(file);
  expect(await findings()).toEqual(['journal-key-lost']);
});

it('verify tells another installation’s anchor from none, and from one that cannot be reached', async () => {
  const [mine, other] = [await worked(), await anotherInstallation()];
  rmSync(anchorIn(mine.stick).path);
  expect(await mine.findings()).toEqual(['anchor-none']);
  const foreign = anchorIn(other.stick).path;
  cpSync(foreign, join(mine.stick, foreign.slice(other.stick.length)));
  expect(await mine.findings()).toEqual(['anchor-none']);
  // Under the name of this one its lines do not count.
  renameSync(
    join(mine.stick, foreign.slice(other.stick.length)),
    join(mine.stick, anchorIn(besideKey(mine.keys)).path.split('/').at(-1) ?? ''),
  );
  expect(await mine.findings()).toEqual(['anchor-damaged']);
  rmSync(mine.stick, { recursive: true });
  expect(await mine.findings()).toEqual(['anchor-unread']);
});

it('verify passes over a line cut off at the end, and tells of one damaged or changed', async () => {
  const { stick, findings } = await worked();
  const { path, lines, write } = anchorIn(stick);
  appendFileSync(path, (lines[0] ?? '').slice(0, 40));
  expect(await findings()).toEqual([]);
  write([(lines[0] ?? '').slice(0, 40), ...lines.slice(1)]);
  expect(await findings()).toEqual(['anchor-damaged']);
  // Somebody moves an entry that was anchored, without the key.
  write([(lines[0] ?? '').replace(/"at":\d+/, '"at":1'), ...lines.slice(1)]);
  expect(await findings()).toEqual(['anchor-damaged']);
  // Somebody without the key accepts what does not agree.
  const forged = (lines.at(-1) ?? '')
    .replace('"kind":"head"', '"kind":"accepted"')
    .replace('"kept":null', '"kept":0');
  write([...lines, forged]);
  expect(await findings()).toEqual(['anchor-damaged']);
});

it('verify compares a code from paper', async () => {
  const { dataDir, findings } = await worked();
  const { pos, value } = headOf(dataDir);
  const printed = { pos, value: value.slice(0, 16) };
  expect(await findings([printed])).toEqual([]);
  expect(await findings([{ ...printed, value: '0'.repeat(16) }])).toEqual(['head-differs']);
  expect(await findings([{ ...printed, pos: pos + 1 }])).toEqual(['head-absent']);
  tamper(dataDir, EDIT);
  rechain(dataDir);
  expect(await findings([printed])).toContain('head-differs');
});

it('verify finds another installation’s database in the folder', async () => {
  const [mine, other] = [await worked(), await anotherInstallation()];
  rmSync(mine.dataDir, { recursive: true });
  mkdirSync(mine.dataDir);
  cpSync(other.dataDir, mine.dataDir, { recursive: true });
  expect(await mine.findings()).toEqual(['anchor-none', 'journal-key-lost', 'journal-replaced']);
});

it('a backup copy that is verified where it lies is whole, and an older copy beside the anchor', async () => {
  const made = await worked();
  const copy = made.copy();
  expect(await made.findings()).toEqual([]);
  await made.work(1);
  copy.putBack();
  expect(await made.findings()).toEqual(['journal-older']);
});

it('every program that opens a store for writing seals what it writes', () => {
  const root = fileURLToPath(new URL('../../../electron', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const writing = files.filter((name) => {
    const code = readFileSync(join(root, name), 'utf8');
    return /\bopenStore\(/.test(code) && !/\b(sealWithExistingKey|openSeal)\(|function openStore/.test(code);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(writing).toEqual([]);
});
