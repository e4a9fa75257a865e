import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { fileNameFor } from '../../shared/evidence/fileName.ts';
import { EVIDENCE } from '../../shared/evidence/kinds.ts';
import { EVIDENCE_FILES, evidenceFile } from '../support/evidenceFiles.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, DUTY, ROADS_HANDLER, whistleHall } from './support/whistleHall.ts';

/** Kinds that no browser of ours plays, and documents, which are downloaded alone. */
const SHOWN: Record<string, string> = {
  photo: 'photo',
  video: 'video',
  recording: 'recording',
  document: '',
};
const NOT_PLAYED = '此处不能播放，可下载原件';

test('photos of every kind are seen, videos and recordings played, and each is saved under its name', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await blowWhistle(hall, '试验巷1号');
  const photo = evidenceFile('photo.heic');
  const damaged = photo.fill(0x55, Buffer.from(photo).indexOf('mdat') + 4);
  const files = [
    ...EVIDENCE_FILES.map(([kind, name, bytes]) => ({ kind, name, bytes })),
    { kind: 'heic' as const, name: '损坏.heic', bytes: damaged },
    { kind: 'jpeg' as const, name: '证明.exe', bytes: Uint8Array.from([...evidenceFile('photo.jpg'), 1]) },
  ];
  for (const { name, bytes } of files) {
    const hash = await hall.store(ROADS_HANDLER, { name, mimeType: '', buffer: Buffer.from(bytes) });
    const { mediaType } = EVIDENCE[files.find((each) => each.name === name)?.kind ?? 'jpeg'];
    await hall.command(DUTY, id, { type: 'attach', file: { hash, name, mediaType, bytes: bytes.length } });
  }
  const console = await consoleOf(hall);
  // The damaged photo, and what the browser does not play.
  console.expectFault(/Failed to load resource/);
  const board = await console.open('whistles');
  await board.signIn(DUTY, DEMO_PIN);
  await board.open(SUBJECT);

  await soon(async () => (await board.files()).length).toBe(files.length);
  const shown = new Map((await board.files()).map((file) => [file.name, file.shown]));
  for (const { kind, name } of files) {
    const { group } = EVIDENCE[kind];
    const expected =
      name === '损坏.heic'
        ? '无法预览，可下载原件'
        : // H.263 and AMR are of telephones that no browser knows.
          kind === '3gp' || kind === 'amr'
          ? NOT_PLAYED
          : SHOWN[group];
    const saved = fileNameFor(name, EVIDENCE[kind]);
    expect([saved, shown.get(saved)]).toEqual([saved, expected]);
  }
  // Only what claims to be something else needs a word.
  expect(await board.trueKinds()).toEqual(['内容为 JPG，提交时的文件名：证明.exe']);
  await board.screenshot('evidence');
  await board.resize({ width: 3840, height: 2160 });
  await board.screenshot('evidence-2160');
  await board.resize({ width: 1920, height: 1080 });
  expect(await board.accessibilityFaults()).toEqual([]);
  await board.playFromMiddle('录像.mp4');
  await board.playFromMiddle('电话录音（无标签）.mp3');
  expect(await board.enlarge('IMG_0002.heic')).toBe('96×128');
  await board.screenshot('evidence-photo');
  await board.press('Escape');
  expect(await board.download('IMG_0001.HEIC')).toBe('IMG_0001.HEIC');
  expect(await board.download('证明.exe.jpg')).toBe('证明.exe.jpg');
});
