import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { ensureChromium } from './chromium.ts';
import { root } from './run.ts';

/**
 * `node build/scripts/icons.ts`: renders the icons of the packages from their drawings. The results are committed, so
 * that packaging needs no browser. Sizes in pixels; sizes up to `SMALL` use the drawing for small icons.
 */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const IN_ICO = [16, 24, 32, 48, 64, 256];
const SMALL = 24;

const folder = join(root, 'build/icons');
const executablePath = await ensureChromium();
if (executablePath === null) process.exit(1);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const pictures = new Map<number, Buffer>();
for (const size of SIZES) {
  const drawing = readFileSync(join(folder, size <= SMALL ? 'icon-small.svg' : 'icon.svg'), 'utf8');
  const png = await render(browser, drawing, size);
  pictures.set(size, png);
  writeFileSync(join(folder, `${size}x${size}.png`), png);
}
await browser.close();
writeFileSync(
  join(folder, 'icon.ico'),
  ico(IN_ICO.map((size) => [size, pictures.get(size) ?? Buffer.alloc(0)])),
);

async function render(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** A Windows icon file of PNG pictures: a header, an entry of 16 bytes for each, then the pictures. */
function ico(entries: [size: number, png: Buffer][]): Buffer {
  const header = Buffer.alloc(6 + 16 * entries.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(entries.length, 4);
  let offset = header.length;
  entries.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at); // 0 stands for 256
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4); // colour planes
    header.writeUInt16LE(32, at + 6); // bits per pixel
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...entries.map(([, png]) => png)]);
}
