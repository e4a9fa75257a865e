/** Endings under which lists are offered and taken; what a file is follows from its content. */
export const LIST_ENDINGS = [
  ...(['.xlsx', '.xlsm', '.xls', '.xlsb', '.ods', '.fods', '.xml', '.htm', '.html'] as const),
  ...(['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.geojson'] as const),
];
