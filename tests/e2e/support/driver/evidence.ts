import { z } from 'zod';
import { ActsDriver } from './whistleActs.ts';

/** What a whistle's page shows of a file: `photo`, `video`, `recording`, or what it says. */
const ShownFile = z.object({ name: z.string(), shown: z.string() });
type ShownFile = z.infer<typeof ShownFile>;

/** Every file of the page, once it is drawn, can be played, or says that it cannot be. */
const FILES = `(async () => {
  const shown = (file) => new Promise((resolve) => {
    const look = () => {
      const note = file.querySelector('[data-part="w-not-shown"]');
      const picture = file.querySelector('img');
      const media = file.querySelector('video, audio');
      if (note !== null) resolve(note.textContent);
      else if (picture?.complete && picture.naturalWidth > 0) resolve('photo');
      else if (media?.readyState >= 1) resolve(media.localName === 'video' ? 'video' : 'recording');
      else if (picture === null && media === null) resolve('');
      else requestAnimationFrame(look);
    };
    look();
  });
  const files = [];
  for (const file of document.querySelectorAll('[data-part="w-file"]')) {
    file.scrollIntoView();
    const name = [...file.querySelectorAll('button')].at(-1).textContent.replace('↓ ', '');
    files.push({ name, shown: await shown(file) });
  }
  return files;
})()`;

/** Plays the file of this name from its middle to its end. */
const play = (name: string): string => `(async () => {
  const files = [...document.querySelectorAll('[data-part="w-file"]')];
  const file = files.find((each) => each.textContent.includes(${JSON.stringify(name)}));
  const player = file.querySelector('video, audio');
  player.muted = true;
  player.currentTime = player.duration / 2;
  const ended = new Promise((resolve) => player.addEventListener('ended', resolve));
  await player.play();
  await ended;
})()`;

const PHOTO_SIZE = `(async () => {
  const photo = document.querySelector('[data-part="w-photo"] img');
  await photo.decode();
  return photo.naturalWidth + '×' + photo.naturalHeight;
})()`;

/** Photos, videos, recordings and documents on a whistle's page. */
export class EvidenceDriver extends ActsDriver {
  /** The files of the page, once each is drawn, can be played, or says that it cannot be. */
  async files(): Promise<ShownFile[]> {
    return z.array(ShownFile).parse(await this.page.evaluate(FILES));
  }

  /** What is said of files whose names claim another kind. */
  async trueKinds(): Promise<string[]> {
    return this.page.locator('[data-part="w-true-kind"]').allInnerTexts();
  }

  /** Plays a video or recording from its middle to its end. */
  async playFromMiddle(name: string): Promise<void> {
    await this.page.evaluate(play(name));
  }

  /** Opens a photo at its largest; its size in pixels. */
  async enlarge(name: string): Promise<string> {
    await this.page
      .getByRole('button', { name: `放大 ${name}` })
      .first()
      .click();
    await this.page.getByRole('dialog', { name }).getByRole('img').waitFor();
    return String(await this.page.evaluate(PHOTO_SIZE));
  }

  /** The name under which a file is saved. */
  async download(name: string): Promise<string> {
    const saving = this.page.waitForEvent('download');
    await this.page
      .getByRole('button', { name: `下载 ${name}` })
      .first()
      .click();
    return (await saving).suggestedFilename();
  }
}
