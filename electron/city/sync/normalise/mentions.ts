import type { ListField, Mentioned } from '../../../../shared/case/mentioned.ts';
import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { contactColumns } from './contact.ts';
import { firstAt, isObject, valueAt } from './paths.ts';

type Fields = FieldMapping['fields'];

/** Fields of a mapping → what they say of a case. Id and time of report are in every row. */
const SAID: Readonly<Record<Exclude<keyof Fields, 'id' | 'requestedAt'>, ListField>> = {
  status: 'status',
  stage: 'stage',
  closedAt: 'closedAt',
  updatedAt: 'updatedAt',
  dueAt: 'dueAt',
  suspendedAt: 'suspension',
  resumedAt: 'suspension',
  categoryCode: 'categoryCode',
  categoryName: 'categoryName',
  title: 'title',
  description: 'description',
  address: 'address',
  org: 'org',
  channel: 'channel',
  lon: 'location',
  lat: 'location',
  point: 'location',
  street: 'street',
  community: 'community',
  grid: 'grid',
  mediaUrl: 'mediaUrl',
  statusNotes: 'statusNotes',
  rework: 'rework',
};

export type MentionReader = {
  /** What a row mentions. `ofList`: paths that other rows of its list have, and this one may leave out. */
  of(row: unknown, ofList: ReadonlySet<string>): Mentioned;
  /** Fields with the paths that are tried for them. */
  fields: readonly (readonly [ListField, readonly string[]])[];
  /** All paths of the mapping. */
  paths: readonly string[];
};

/**
 * Tells which fields of a case a row of a list mentions: those that a column is mapped to which the list has. A list with
 * fewer columns than the one before it says nothing of the others.
 */
export function createMentionReader({ fields, categoryPath, contact }: FieldMapping): MentionReader {
  const mapped = Object.entries(SAID).flatMap(([name, said]): [ListField, string[]][] => {
    const path = fields[name as keyof typeof SAID];
    return path === undefined ? [] : [[said, [path].flat().filter((one) => one !== '')]];
  });
  if (categoryPath !== undefined) mapped.push(['categoryName', categoryPath]);
  return {
    fields: mapped,
    paths: [...new Set(mapped.flatMap(([, paths]) => paths))],
    of(row, ofList) {
      const mentioned = new Map<ListField, boolean>();
      if (!isObject(row)) return mentioned;
      for (const [field, paths] of mapped) {
        if (firstAt(row, paths) !== undefined) mentioned.set(field, true);
        else if (paths.some((path) => ofList.has(path) || valueAt(row, path) !== undefined))
          mentioned.set(field, mentioned.get(field) ?? false);
      }
      for (const field of contactColumns(row, contact)) mentioned.set(field, true);
      return mentioned;
    },
  };
}
