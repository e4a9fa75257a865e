import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import { WhistleRules } from '../../../shared/pack/whistles.ts';
import { checkWhistleRules } from '../../../shared/whistle/checkRules.ts';
import type { PackProblem } from './packError.ts';
import { readJson } from './readJson.ts';

const FILE = 'whistles.json';

/** Rules of the pack's whistles (吹哨规则), null where it has no such file; what is wrong goes to `problems`. */
export function readWhistles(
  folder: string,
  manifest: PackManifest,
  problems: PackProblem[],
): WhistleRules | null {
  if (!existsSync(join(folder, FILE))) return null;
  const rules = readJson(folder, FILE, WhistleRules, problems);
  if (rules) {
    problems.push(...checkWhistleRules(rules, manifest).map((problem) => ({ file: FILE, ...problem })));
  }
  return rules;
}
