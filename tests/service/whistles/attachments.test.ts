import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { MAX_BYTES } from '../../../electron/city/whistles/attachments.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { type Hall, openHall } from './support.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['duty', 'a-handler']);
});
afterAll(() => hall.removeData());

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const zip = (...names: string[]) =>
  Uint8Array.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))));

describe('a file', () => {
  it.each([
    ['image/jpeg', latin('\xff\xd8\xff\xe0rest')],
    ['image/png', latin('\x89PNG\r\n\x1a\nrest')],
    ['image/webp', latin('RIFF0000WEBPrest')],
    ['video/mp4', latin('0000ftypisomrest')],
    ['audio/amr', latin('#!AMR\nrest')],
    ['application/pdf', latin('%PDF-1.7 rest')],
    ['application/ofd', zip('OFD.xml', 'Doc_0/Document.xml')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      zip('_rels/.rels', 'word/document.xml'),
    ],
  ])('is taken as %s by its content and comes back as it was', async (type, bytes) => {
    const answer = await hall.upload('duty', '..\\..\\证明.exe', bytes);
    const saved = Attachment.parse(await answer.json());
    expect(saved).toMatchObject({ mediaType: type, bytes: bytes.length, name: '证明.exe' });
    const back = await hall.as('duty', 'GET', `/api/attachments/${saved.hash}`);
    expect(back.headers.get('content-type')).toBe(type);
    expect(back.headers.get('content-security-policy')).toContain('sandbox');
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    ['a page', latin('<html><script>1</script>'), 415],
    ['a drawing with scripts', latin('<svg xmlns="x"><script/></svg>'), 415],
    ['a program', latin('MZ\x90\x00'), 415],
    ['an archive', zip('a.txt'), 415],
    ['macros', zip('word/document.xml', 'word/vbaProject.bin'), 415],
    ['a broken archive', latin('PK\x03\x04PK\x05\x06'), 415],
    ['nothing', latin(''), 400],
    ['too much', new Uint8Array(MAX_BYTES + 1), 413],
  ])('is refused: %s', async (_what, bytes, status) => {
    expect((await hall.upload('duty', 'x.jpg', bytes)).status).toBe(status);
  });

  it('is kept once however often it comes, and for signed-in operators only', async () => {
    const bytes = latin('%PDF-1.7 twice');
    const [one, two] = await Promise.all([1, 2].map((n) => hall.upload('duty', `${n}.pdf`, bytes)));
    const { hash } = Attachment.parse(await one?.json());
    expect(Attachment.parse(await two?.json()).hash).toBe(hash);
    expect(readdirSync(join(hall.dataDir, 'attachments', hash.slice(0, 2)))).toEqual([hash]);
    expect((await hall.request(`/api/attachments/${hash}`)).status).toBe(401);
    expect((await hall.request('/api/attachments?filename=x', { method: 'POST', body: 'x' })).status).toBe(
      401,
    );
    for (const id of ['0'.repeat(64), '..%2f..%2fcity.db', 'x'])
      expect((await hall.as('duty', 'GET', `/api/attachments/${id}`)).status).toBe(404);
  });

  it('must be there before a command names it, and is what it is, not what is said', async () => {
    const { summary } = await hall.draft('duty', {});
    const file = { hash: 'a'.repeat(64), name: '照片.jpg', mediaType: 'text/html', bytes: 1 };
    expect(await hall.fail('duty', summary.id, { type: 'attach', file })).toEqual({
      status: 422,
      rule: 'file.unknown',
    });
    const saved = Attachment.parse(await (await hall.upload('duty', 'x', latin('%PDF-1.7 real'))).json());
    const { state } = await hall.pass('duty', summary.id, {
      type: 'attach',
      file: { ...file, hash: saved.hash },
    });
    expect(state.files).toMatchObject([{ hash: saved.hash, mediaType: 'application/pdf', bytes: 13 }]);
  });

  it('that was changed or lost on the disk is not handed out, and verify tells', async () => {
    const saved = Attachment.parse(await (await hall.upload('duty', 'x', latin('%PDF-1.7 hurt'))).json());
    const path = join(hall.dataDir, 'attachments', saved.hash.slice(0, 2), saved.hash);
    const before = readFileSync(path);
    const codes = () => checkIntegrity(hall.dataDir).findings.map((finding) => finding.code);
    writeFileSync(path, 'changed');
    expect((await hall.as('duty', 'GET', `/api/attachments/${saved.hash}`)).status).toBe(404);
    expect(codes()).toEqual(['attachment-changed']);
    rmSync(path);
    expect(codes()).toEqual(['attachment-missing']);
    writeFileSync(path, before);
    expect(codes()).toEqual([]);
  });
});
