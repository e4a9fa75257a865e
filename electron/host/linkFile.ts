import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { webFolder } from './pageName.ts';

/** URL path to which a browser sends a one-time code. */
export const LAUNCH_PATH = '/launch';

/**
 * Writes the page that signs a browser in, readable by this user only, and returns its path. The page sends the code in the
 * body of a form, so that the code appears in no URL, history, process argument or log.
 */
export function writeLinkFile(dataDir: string, origin: string, code: string): string {
  const path = join(webFolder(dataDir), 'open.html');
  // Removed first, because the mode applies to new files only.
  rmSync(path, { force: true });
  writeFileSync(path, page(`${origin}${LAUNCH_PATH}`, code), { mode: 0o600, flag: 'wx' });
  return path;
}

/** The address of a file, for a browser's command line. */
export function fileAddress(path: string): string {
  return pathToFileURL(path).href;
}

function page(action: string, code: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<title>城哨 CityWhistle</title>
<form method="post" action="${action}"><input type="hidden" name="code" value="${code}">
<p>正在打开城哨……没有自动打开时请按 <button>打开城哨</button></p></form>
<script>document.forms[0].submit()</script></html>
`;
}
