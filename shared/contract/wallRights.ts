import type { Route } from './routes/route.ts';
import { routes } from './routes.ts';

/**
 * What a wall (大屏), which everybody in the hall can read, may request. `unmasked`: the answer contains no personal data.
 * `masked`: names, telephone numbers and document numbers are removed from free text. `refused`: not for a wall.
 * `stated-role`: only for a window that states its role and is not a wall.
 */
export type WallRight = 'unmasked' | 'masked' | 'refused' | 'stated-role';
type RouteName = keyof typeof routes;

/** Every route must have an entry here, or the program does not compile. In doubt, grant the least. */
export const WALL_RIGHTS: Readonly<Record<RouteName, WallRight>> = {
  status: 'unmasked',
  summary: 'unmasked',
  cases: 'masked',
  case: 'masked',
  revealContact: 'stated-role',
  exportCases: 'refused',
  heat: 'unmasked',
  heatTimeline: 'unmasked',
  grids: 'unmasked',
  gridCounts: 'unmasked',
  gridTimeline: 'unmasked',
  histogram: 'unmasked',
  points: 'unmasked',
  pack: 'unmasked',
  // Reasons of days off are free text.
  calendar: 'refused',
  calendarYear: 'refused',
  previewCalendar: 'refused',
  changeCalendar: 'refused',
  sources: 'refused',
  createSource: 'refused',
  source: 'refused',
  patchSource: 'refused',
  deleteSource: 'refused',
  syncSource: 'refused',
  probe: 'refused',
  preview: 'refused',
  probeExchange: 'refused',
  pushKey: 'refused',
  // Systems that push state no role: the signature is the proof.
  push: 'unmasked',
  quarantine: 'refused',
  retryQuarantine: 'refused',
  // Texts are free.
  outbox: 'refused',
  outboxCases: 'refused',
  retryMessage: 'refused',
  messageDelivered: 'refused',
  discardMessage: 'refused',
  upload: 'refused',
  uploadSheet: 'refused',
  previewUpload: 'refused',
  importPreview: 'refused',
  cancelPreview: 'refused',
  imports: 'refused',
  createImport: 'refused',
  importJob: 'refused',
  cancelImport: 'refused',
  wholeCount: 'refused',
  importRecords: 'refused',
  importNotes: 'refused',
  importRows: 'refused',
  undoImport: 'refused',
  // Signing in and managing operators are possible on any screen; they involve no citizen's data.
  signIn: 'unmasked',
  session: 'unmasked',
  keepSession: 'unmasked',
  choosePost: 'unmasked',
  chooseActing: 'unmasked',
  // Reasons are free text.
  delegations: 'refused',
  createDelegation: 'refused',
  endDelegation: 'refused',
  signOut: 'unmasked',
  operators: 'unmasked',
  createOperator: 'unmasked',
  patchOperator: 'unmasked',
  setPin: 'unmasked',
  allOperators: 'unmasked',
  // Reasons are free text and may contain names: «回访张某».
  audit: 'refused',
  whistles: 'refused',
  createWhistle: 'refused',
  whistleIndicators: 'refused',
  whistleSuggest: 'refused',
  whistle: 'refused',
  commandWhistle: 'refused',
  commandWhistles: 'refused',
  checkInCode: 'refused',
  wallWhistles: 'masked',
  wallWhistle: 'masked',
  notices: 'refused',
  noticesShown: 'refused',
  noticesRead: 'refused',
  // Notes are free text and may contain names.
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
  // Texts are free, and people of the units stand by name.
  orders: 'refused',
  createOrder: 'refused',
  orderDraws: 'refused',
  drawOrders: 'refused',
  exportOrders: 'refused',
  order: 'refused',
  commandOrder: 'refused',
  shelvedAlarms: 'refused',
  shelveAlarms: 'refused',
  unshelveAlarms: 'refused',
  acceptClock: 'refused',
  dissolved: 'refused',
  transfer: 'refused',
  acknowledgeJournal: 'refused',
  createAttachment: 'refused',
  attachment: 'refused',
  viewTicket: 'refused',
  basemaps: 'unmasked',
  basemapTile: 'unmasked',
  // Addresses of the hall's own servers.
  basemapSettings: 'refused',
  probeBasemap: 'refused',
  saveBasemap: 'refused',
  removeBasemap: 'refused',
  // Names of places alone; those with contact data were left out when the file was read.
  layers: 'unmasked',
  layerTile: 'unmasked',
  layerPlaces: 'unmasked',
  layerNear: 'unmasked',
  // Names of files and fields.
  layerSettings: 'refused',
  uploadLayer: 'refused',
  saveLayer: 'refused',
  removeLayer: 'refused',
  // Results are for the units until they are published; a wall has a page of its own.
  assessment: 'refused',
  publications: 'refused',
  freezeAssessment: 'refused',
  publication: 'refused',
  publicationRows: 'refused',
  appealAssessment: 'refused',
  reviewAppeal: 'refused',
  publishAssessment: 'refused',
  correctAssessment: 'refused',
  withdrawAssessment: 'refused',
  // Texts are free; a wall has an answer of its own.
  meetings: 'refused',
  planMeeting: 'refused',
  meeting: 'refused',
  meetingPack: 'refused',
  stepMeeting: 'refused',
  wallMeeting: 'masked',
  // Fetched by photos and players, which state no role: the ticket is the proof, and no wall gets one.
  viewFile: 'unmasked',
  // One stream serves all windows of a browser profile, so it contains only what a wall may see.
  events: 'unmasked',
  openapi: 'unmasked',
};

const byRoute = new Map<Route, WallRight>();
for (const name in WALL_RIGHTS) {
  if (isRouteName(name)) byRoute.set(routes[name], WALL_RIGHTS[name]);
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}

/** The right of a route; a route outside the contract is refused. */
export function wallRight(route: Route): WallRight {
  return byRoute.get(route) ?? 'refused';
}
