import { posix } from 'node:path';
import type { Breach } from './check.ts';
import type { SourceFile } from './imports.ts';

/** Style sheets that hold for a whole page: the tokens of the themes, and a rule that React Aria asks for. */
const GLOBAL_SHEETS = ['renderer/base/theme.css', 'renderer/ui/kit/kit.css'];

const SPACE = /^\s*((?:row-|column-)?gap|(?:padding|margin)(?:-[a-z-]+)?):\s*([^;]*);/gm;
/** The five steps, none, and what follows the size of the text or of the box. */
const STEP = /^(?:0|auto|inherit|var\(--space-[1-5]\)|-?[\d.]+(?:em|%))$/;
/** Reckoned lengths, negative ones and those beyond the scale place something; they are no spacing. */
const PLACES = /calc\(|\dv[hw]\b|(?:^|\s)-|^(?:[2-9]|\d{2,})(?:\.\d+)?rem$/;

/**
 * Style sheets of the windows that hold beyond their room, spacing that is none of the five steps, and names that a
 * component takes from a sheet that has none of that name. `files` holds sheets and components.
 */
export function findStyleBreaches(files: SourceFile[]): Breach[] {
  const sheets = files.filter(({ path }) => path.endsWith('.css'));
  if (sheets.length === 0) return [{ path: '.', what: 'no style sheet seen: the check would prove nothing' }];
  return [...sheets.flatMap(judgeSheet), ...findMissingNames(files, sheets)];
}

function judgeSheet({ path, source }: SourceFile): Breach[] {
  const breaches: Breach[] = [];
  if (!path.endsWith('.module.css') && !GLOBAL_SHEETS.includes(path))
    breaches.push({ path, what: 'holds for every window: make it a CSS module' });
  for (const [, property, value = ''] of source.matchAll(SPACE)) {
    if (PLACES.test(value) || (value.match(/var\([^)]*\)|\S+/g) ?? []).every((part) => STEP.test(part)))
      continue;
    breaches.push({ path, what: `«${property}: ${value}» is none of the five steps --space-1 to --space-5` });
  }
  return breaches;
}

/** A name that no sheet has gives no class and no error: the component loses its looks in silence. */
function findMissingNames(files: SourceFile[], sheets: SourceFile[]): Breach[] {
  const breaches: Breach[] = [];
  for (const { path, source } of files) {
    for (const [, name = '', request = ''] of source.matchAll(
      /import (\w+) from '(\.[^']*\.module\.css)'/g,
    )) {
      const target = posix.normalize(posix.join(posix.dirname(path), request));
      const sheet = sheets.find((each) => each.path === target)?.source ?? '';
      for (const [, key = ''] of source.matchAll(new RegExp(`\\b${name}\\['([\\w-]+)'\\]`, 'g')))
        if (!new RegExp(`\\.${key}(?![\\w-])`).test(sheet))
          breaches.push({ path, what: `takes «${key}» from ${target}, which has no such name` });
    }
  }
  return breaches;
}
