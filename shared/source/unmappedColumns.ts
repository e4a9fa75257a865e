import type { FieldMapping, UploadReport } from '../contract/sources.ts';

/** The columns of a list that no field takes. What they hold is kept with the row as it came, and read for nothing. */
export function unmappedColumns(
  columns: UploadReport['columns'],
  mapping: FieldMapping,
): UploadReport['columns'] {
  const paths = [
    ...Object.values(mapping.fields),
    ...Object.values(mapping.contact),
    ...Object.values(mapping.clocks ?? {}),
    mapping.idFrom,
    mapping.categoryPath,
  ];
  const taken = new Set(paths.flatMap((path) => (path === undefined ? [] : [path].flat())));
  return columns.filter(({ name, contact }) => !taken.has(name) && contact == null);
}
