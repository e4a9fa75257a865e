import { z } from 'zod';
import { create } from 'zustand';
import { linkableText } from '../../../shared/privacy/searchText.ts';
import { openChannel } from '../../base/channel.ts';
import { isWall } from '../client/identity.ts';
import { ANY, Filter } from './filter.ts';
import { fromSearch, intoSearch } from './filterAddress.ts';
import { isLater, NEVER, Stamp, stampOf } from './version.ts';

/** What linked windows share. `caseId` is the selected case, `whistleId` the whistle that is looked at. */
const Linked = z.object({
  filter: Filter,
  caseId: z.string().nullable(),
  whistleId: z.string().nullable(),
});
export type Linked = z.infer<typeof Linked>;
type LinkState = Linked & {
  /** A pinned window keeps its own filter and selection. */
  pinned: boolean;
};

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('share'), linked: Linked, stamp: Stamp }),
  /** A window that joins, or wakes: tell me. */
  z.object({ kind: z.literal('hello') }),
]);
const { say, hear } = openChannel('citywhistle-linked', Message);

/** The address of this window; injected, since this module also runs where there is none. */
export type AddressBar = {
  search(): string;
  replace(search: string): void;
  /** A line that is kept over a reload of this window; null before one was. */
  kept(): string | null;
  keep(text: string): void;
  /** Calls it whenever the window is seen again after the browser had put it to sleep. */
  onWake(wake: () => void): void;
};
let bar: AddressBar | null = null;

export const useLink = create<LinkState>()(() => ({
  filter: ANY,
  caseId: null,
  whistleId: null,
  pinned: false,
}));

/** Which window this is among those that change things in the same millisecond. */
const OURS = crypto.randomUUID();
/** When what this window shows was chosen, and where. A window that slept must not bring old choices back. */
let stamp = NEVER;

/** Takes what the address says and joins the other windows. Call once, before the first render. */
export function startLinking(address: AddressBar): void {
  bar = address;
  const { filter, caseId, pinned, own } = fromSearch(address.search());
  useLink.setState({ filter, caseId, pinned });
  // A reload shows what it showed, as old as it is; a link that was just opened is a new choice.
  if (own) stamp = stampOf(address.kept()) ?? { at: Date.now(), from: OURS };
  // A link with contact data in it: the address is rid of it at once.
  if ((new URLSearchParams(address.search()).get('q') ?? '') !== filter.q) remember();
  hear((message) => {
    const now = useLink.getState();
    if (now.pinned) return;
    if (message.kind === 'hello') tell();
    else if (isLater(message.stamp, stamp)) {
      setStamp(message.stamp);
      apply({ ...message.linked, filter: withOwnText(message.linked.filter, now.filter) }, false);
    }
  });
  // What was said while the browser had this window asleep may be lost: the others know.
  address.onWake(() => {
    if (!useLink.getState().pinned) say({ kind: 'hello' });
  });
  // Shows what the others show, unless it was chosen before.
  if (!pinned) say({ kind: 'hello' });
}

/** What the others show, with the search text of this window where they cannot know of it. */
function withOwnText(heard: Filter, own: Filter): Filter {
  const q = linkableText(heard.q);
  return { ...heard, q: q === '' && linkableText(own.q) === '' ? own.q : q };
}

function tell(): void {
  const { filter, caseId, whistleId } = useLink.getState();
  say({
    kind: 'share',
    linked: { filter: { ...filter, q: linkableText(filter.q) }, caseId, whistleId },
    stamp,
  });
}

/** Changes part of the filter, in every linked window unless this one is pinned. */
export function setFilter(change: Partial<Filter>): void {
  const filter = { ...useLink.getState().filter, ...change };
  apply({ filter: isWall() ? { ...filter, q: linkableText(filter.q) } : filter }, true);
}

/** This window becomes one that everybody reads: it forgets a search text that bears contact data. */
export function forgetOwnText(): void {
  const { filter } = useLink.getState();
  useLink.setState({ filter: { ...filter, q: linkableText(filter.q) } });
}

/** Selects a case, or nothing. */
export function select(caseId: string | null): void {
  apply({ caseId }, true);
}

/** Tells the maps of linked windows which whistle is looked at; null: none. Boards do not follow. */
export function lookAtWhistle(whistleId: string | null): void {
  if (useLink.getState().whistleId !== whistleId) apply({ whistleId }, true);
}

/** Pins this window to its own filter, or links it again (it then takes what the others show). */
export function setPinned(pinned: boolean): void {
  useLink.setState({ pinned });
  remember();
  // What was chosen while it was pinned was for itself.
  if (!pinned) setStamp(NEVER);
  if (!pinned) say({ kind: 'hello' });
}

function apply(change: Partial<Linked>, share: boolean): void {
  useLink.setState(change);
  remember();
  if (!share || useLink.getState().pinned) return;
  setStamp({ at: Math.max(Date.now(), stamp.at + 1), from: OURS });
  tell();
}

function setStamp(next: Stamp): void {
  stamp = next;
  bar?.keep(JSON.stringify(next));
}

/** Keeps the address current, so that a reload or a copied link shows the same. */
function remember(): void {
  if (bar === null) return;
  const search = intoSearch(bar.search(), useLink.getState());
  if (search !== bar.search()) bar.replace(search);
}
