import { type Route, routes } from './routes.ts';

/**
 * What a window for everybody in the hall (大屏) may ask. `same`: holds nothing about a person. `masked`: free text comes
 * without persons, numbers and papers. `refused`: not for a wall. `named`: only for a window that says what it is, and is
 * no wall.
 */
export type WallRight = 'same' | 'masked' | 'refused' | 'named';
type RouteName = keyof typeof routes;

/** Every route must have an entry here, or the program does not compile. In doubt, grant the least. */
export const WALL_RIGHTS: Readonly<Record<RouteName, WallRight>> = {
  status: 'same',
  summary: 'same',
  cases: 'masked',
  case: 'masked',
  revealContact: 'named',
  exportCases: 'refused',
  heat: 'same',
  grids: 'same',
  gridCounts: 'same',
  histogram: 'same',
  points: 'same',
  pack: 'same',
  sources: 'refused',
  createSource: 'refused',
  source: 'refused',
  patchSource: 'refused',
  deleteSource: 'refused',
  syncSource: 'refused',
  probe: 'refused',
  preview: 'refused',
  quarantine: 'refused',
  retryQuarantine: 'refused',
  upload: 'refused',
  imports: 'refused',
  createImport: 'refused',
  importJob: 'refused',
  cancelImport: 'refused',
  // Signing in and managing operators are possible on any screen; they involve no citizen's data.
  signIn: 'same',
  session: 'same',
  keepSession: 'same',
  signOut: 'same',
  operators: 'same',
  createOperator: 'same',
  patchOperator: 'same',
  setPin: 'same',
  allOperators: 'same',
  // Reasons are free text and may contain names: «回访张某».
  audit: 'refused',
  whistles: 'refused',
  createWhistle: 'refused',
  whistleIndicators: 'refused',
  whistleSuggest: 'refused',
  whistle: 'refused',
  commandWhistle: 'refused',
  checkInCode: 'refused',
  wallWhistles: 'masked',
  wallWhistle: 'masked',
  notices: 'refused',
  noticesShown: 'refused',
  // Notes are written by hand, and name people.
  handoverDesk: 'refused',
  openHandover: 'refused',
  handovers: 'refused',
  handover: 'refused',
  handoverNote: 'refused',
  handoverIncoming: 'refused',
  handoverAcknowledge: 'refused',
  handoverSignOutgoing: 'refused',
  handoverSign: 'refused',
  cancelHandover: 'refused',
  shelvedAlarms: 'refused',
  shelveAlarms: 'refused',
  unshelveAlarms: 'refused',
  createAttachment: 'refused',
  attachment: 'refused',
  // One stream serves all windows of a browser profile, so it contains only what a wall may see.
  events: 'same',
  openapi: 'same',
};

const byRoute = new Map<Route, WallRight>();
for (const name in WALL_RIGHTS) {
  if (isRouteName(name)) byRoute.set(routes[name], WALL_RIGHTS[name]);
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}

/** A route that is not of the contract is refused. */
export function wallRight(route: Route): WallRight {
  return byRoute.get(route) ?? 'refused';
}
