import { posix } from 'node:path';
import type { Violation } from './check.ts';
import type { SourceFile } from './imports.ts';

/** Style sheets that apply to a whole page: the tokens of the themes, and a rule that React Aria requires. */
const GLOBAL_SHEETS = ['renderer/base/theme.css', 'renderer/ui/kit/kit.css'];

const SPACE = /^\s*((?:row-|column-)?gap|(?:padding|margin)(?:-[a-z-]+)?):\s*([^;]*);/gm;
/** Allowed values: the five steps, none, and lengths relative to the size of the text or of the box. */
const STEP = /^(?:0|auto|inherit|var\(--space-[1-5]\)|-?[\d.]+(?:em|%))$/;
/** Calculated lengths, negative ones and those beyond the scale position an element; they are not spacing. */
const POSITIONING = /calc\(|\dv[hw]\b|(?:^|\s)-|^(?:[2-9]|\d{2,})(?:\.\d+)?rem$/;

/**
 * Finds style sheets of the renderer that apply beyond their own component, spacing that is none of the five steps, and
 * class names that a component uses but its sheet does not define. `files` holds sheets and components.
 */
export function findStyleViolations(files: SourceFile[]): Violation[] {
  const sheets = files.filter(({ path }) => path.endsWith('.css'));
  if (sheets.length === 0) return [{ path: '.', what: 'no style sheet found, so nothing was checked' }];
  return [...sheets.flatMap(checkSheet), ...findMissingNames(files, sheets)];
}

function checkSheet({ path, source }: SourceFile): Violation[] {
  const violations: Violation[] = [];
  if (!path.endsWith('.module.css') && !GLOBAL_SHEETS.includes(path))
    violations.push({ path, what: 'applies to every window: make it a CSS module' });
  for (const [, property, value = ''] of source.matchAll(SPACE)) {
    if (POSITIONING.test(value) || (value.match(/var\([^)]*\)|\S+/g) ?? []).every((part) => STEP.test(part)))
      continue;
    violations.push({
      path,
      what: `«${property}: ${value}» is none of the five steps --space-1 to --space-5`,
    });
  }
  return violations;
}

/** A class name that the sheet does not define gives no error at run time; the component would be shown without its style. */
function findMissingNames(files: SourceFile[], sheets: SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const { path, source } of files) {
    for (const [, name = '', request = ''] of source.matchAll(
      /import (\w+) from '(\.[^']*\.module\.css)'/g,
    )) {
      const target = posix.normalize(posix.join(posix.dirname(path), request));
      const sheet = sheets.find((each) => each.path === target)?.source ?? '';
      for (const [, key = ''] of source.matchAll(new RegExp(`\\b${name}\\['([\\w-]+)'\\]`, 'g')))
        if (!new RegExp(`\\.${key}(?![\\w-])`).test(sheet))
          violations.push({ path, what: `uses «${key}» of ${target}, which does not define it` });
    }
  }
  return violations;
}
