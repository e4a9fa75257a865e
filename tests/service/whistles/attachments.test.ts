import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { Attachment } from '../../../shared/contract/whistleApi.ts';
import { EVIDENCE, MAX_EVIDENCE_BYTES } from '../../../shared/evidence/kinds.ts';
import { EVIDENCE_FILES, evidenceFile, photoOf, zipOf } from '../../support/evidenceFiles.ts';
import { type Hall, openHall } from './support.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['duty', 'a-handler']);
});
afterAll(() => hall.removeData());

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const VBA = { 'word/document.xml': 'x', 'word/vbaProject.bin': 'x', '[Content_Types].xml': 'x' };
const XLM = { 'xl/workbook.xml': 'x', 'xl/macrosheets/sheet1.xml': 'x', '[Content_Types].xml': 'x' };
const uploaded = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Attachment> =>
  Attachment.parse(await (await hall.upload('duty', name, bytes)).json());
const download = (hash: string, range: string | null): Promise<Response> =>
  hall.request(`/api/attachments/${hash}`, {
    headers: { 'X-Session': hall.token('duty'), ...(range === null ? {} : { Range: range }) },
  });

describe('a file', () => {
  it.each(EVIDENCE_FILES)(
    'is taken as %s, %s, and comes back as it was under its name',
    async (kind, name, bytes) => {
      const { mediaType, group } = EVIDENCE[kind];
      const saved = await uploaded(name, bytes);
      expect(saved).toMatchObject({ mediaType, bytes: bytes.length, name });
      const back = await download(saved.hash, null);
      const header = (key: string) => back.headers.get(key) ?? '';
      expect(header('content-type')).toBe(mediaType);
      expect(header('content-security-policy')).toContain('sandbox');
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('content-disposition')).toMatch(group === 'document' ? /^attachment;/ : /^inline;/);
      expect(header('content-disposition')).toMatch(
        /; filename="[ -~]+"; filename\*=UTF-8''[A-Za-z0-9%._-]+$/,
      );
      expect(decodeURIComponent(header('content-disposition').split("UTF-8''")[1] ?? '')).toBe(name);
      expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
    },
  );

  it('that has another ending is downloaded under the one of its content', async () => {
    const saved = await uploaded('..\\..\\证明\u202egpj.exe', photoOf('wrong ending'));
    expect(saved).toMatchObject({ mediaType: 'image/jpeg', name: '证明gpj.exe' });
    const back = await download(saved.hash, null);
    expect(back.headers.get('content-disposition')).toBe(
      `inline; filename="__gpj.exe.jpg"; filename*=UTF-8''${encodeURIComponent('证明gpj.exe.jpg')}`,
    );
    await back.body?.cancel();
  });

  it.each([
    ['a page', latin('<html><script>1</script>'), 415],
    ['a drawing with scripts', latin('<svg xmlns="x"><script/></svg>'), 415],
    ['a program', latin('MZ\x90\x00'), 415],
    ['an archive', zipOf({ 'a.txt': 'x' }), 415],
    ['a program for telephones', zipOf({ 'classes.dex': 'x', 'AndroidManifest.xml': 'x' }), 415],
    ['macros', zipOf(VBA), 415],
    ['macros of old', zipOf(XLM), 415],
    ['an old document', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest'), 415],
    ['a page that begins as a PDF does not', latin('\n<html>%PDF-1.7'), 415],
    ['a picture in AV1', latin('\0\0\0\x18ftypavif\0\0\0\0mif1avif\0\0\0\x08meta'), 415],
    ['the head of a video alone', latin('\0\0\0\x10ftypisom\0\0\0\0'), 415],
    ['a broken archive', latin('PK\x03\x04PK\x05\x06'), 415],
    ['nothing', latin(''), 400],
    ['too much', new Uint8Array(MAX_EVIDENCE_BYTES + 1), 413],
  ])('is refused: %s', async (_what, bytes, status) => {
    const answer = await hall.upload('duty', 'x.jpg', bytes);
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    if (error.code === 'file-type')
      for (const { name } of Object.values(EVIDENCE)) expect(error.message).toContain(name);
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
    const saved = await uploaded('x', latin('%PDF-1.7 hurt'));
    expect(await (await download(saved.hash, null)).text()).toBe('%PDF-1.7 hurt');
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

  it('is played from any place in it: a range is answered with its bytes alone', async () => {
    const bytes = evidenceFile('video.mp4');
    const { hash } = await uploaded('range.mp4', bytes);
    const whole = await download(hash, null);
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, 'bytes']);
    expect(whole.headers.get('content-length')).toBe(String(bytes.length));
    await whole.body?.cancel();
    const n = bytes.length;
    for (const [range, first, last] of [
      ['bytes=0-', 0, n - 1],
      ['bytes=100-199', 100, 199],
      ['bytes=-10', n - 10, n - 1],
      [`bytes=${n - 1}-${n + 5}`, n - 1, n - 1],
    ] as const) {
      const part = await download(hash, range);
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${n}`]);
      expect(part.headers.get('content-length')).toBe(String(last - first + 1));
      expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(first, last + 1));
    }
    const outside = await download(hash, `bytes=${n}-`);
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${n}`]);
    for (const range of ['bytes=5-2', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=x-y']) {
      const answer = await download(hash, range);
      expect(answer.status).toBe(200);
      await answer.body?.cancel();
    }
  });
});
