/** What the groups of a city are made of: codes of its organisations and grids. */
export type Units = { orgs: (kind: 'street' | 'department') => string[]; grids: string[] };
