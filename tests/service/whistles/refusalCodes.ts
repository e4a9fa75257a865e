import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WhistleStage } from '../../../shared/contract/whistles.ts';
import { RIGHTS } from '../../../shared/whistle/rights.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

type Call = { name: string; args: string; inside: string };

/**
 * Every rule that a command can be refused by, read out of the source of the decider: a new one is in this list as soon as it
 * is written. Throws where a refusal is written in a way that cannot be read, rather than passing it over.
 */
export function refusalCodes(): Set<string> {
  const calls = sources().flatMap(callsIn);
  const codes = new Set<string>();
  for (const { name, args, inside } of calls) {
    if (!['forbid', 'conflict', 'invalid'].includes(name)) continue;
    const [, plain, suffix] = /^\s*(?:'([\w.-]+)'|`\$\{rule\}\.([\w-]+)`)/.exec(args) ?? [];
    if (plain !== undefined) codes.add(plain);
    else if (suffix === undefined)
      throw new Error(`a refusal that cannot be read: ${name}(${args.slice(0, 60)}`);
    else for (const rule of rulesOf(inside, suffix, calls)) codes.add(`${rule}.${suffix}`);
  }
  for (const text of sources())
    for (const [, code] of text.matchAll(/\brule: '([\w.-]+)',/g)) if (code !== undefined) codes.add(code);
  return codes;
}

/** What `rule` may be inside a function: a row of the rule table, or what it is called with, through other functions too. */
function rulesOf(
  fn: string,
  suffix: string,
  calls: readonly Call[],
  seen: readonly string[] = [],
): Set<string> {
  if (fn === 'requireStage')
    return new Set(tableRules((right) => right.stages.length < WhistleStage.options.length));
  if (fn === 'requireSummons') return new Set(tableRules((right) => right.child !== null));
  const found = new Set<string>();
  for (const { name, args, inside } of calls) {
    if (name !== fn) continue;
    for (const [, rule] of args.matchAll(/'(E\d+)'/g)) if (rule !== undefined) found.add(rule);
    if (/\brule\b/.test(args) && !seen.includes(inside))
      for (const rule of rulesOf(inside, suffix, calls, [...seen, fn])) found.add(rule);
  }
  if (found.size === 0) throw new Error(`${fn}: nobody says which rule`);
  return found;
}

function tableRules(where: (right: (typeof RIGHTS)['draft']) => boolean): string[] {
  // `draft` makes the whistle and has no stage to stand in.
  return Object.entries(RIGHTS).flatMap(([type, right]) =>
    type !== 'draft' && where(right) ? [right.rule] : [],
  );
}

function sources(): string[] {
  const files = readdirSync(at('shared/whistle'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'refuse.ts')
    .map((name) => `shared/whistle/${name}`);
  return [...files, 'electron/city/whistles/refusals.ts'].map((path) => readFileSync(at(path), 'utf8'));
}

/** Calls of functions by name, with the text of their arguments and the function they stand in. */
function callsIn(text: string): Call[] {
  const starts = [...text.matchAll(/\bfunction (\w+)/g)];
  return [...text.matchAll(/(?<!function )\b(\w+)\(/g)].map((match) => ({
    name: match[1] ?? '',
    args: argumentsAt(text, match.index + match[0].length),
    inside: starts.findLast((start) => start.index < match.index)?.[1] ?? '',
  }));
}

function argumentsAt(text: string, from: number): string {
  let depth = 1;
  let end = from;
  while (depth > 0 && end < text.length) {
    if (text[end] === '(') depth++;
    if (text[end] === ')') depth--;
    end++;
  }
  return text.slice(from, end - 1);
}
