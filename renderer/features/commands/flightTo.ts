import type { LonLat } from '../../../shared/contract/common.ts';
import { placeText } from '../../../shared/geo/typedPlace.ts';
import type { Command } from '../../base/commands/commands.ts';
import { goTo } from '../../base/navigation.ts';
import { isWall } from '../../live/client/identity.ts';
import { showPlace, useLink } from '../../live/link/filters.ts';
import { toast } from '../../ui/kit/toast.ts';
import type { CommandWords } from './commandWords.ts';

type Place = {
  id: string;
  name: string;
  kind: 'street' | 'grid' | 'coordinates' | 'layer';
  at: LonLat;
  /** What was typed, where that is not the name. */
  shown?: string;
  /** Features of this name; absent: one. */
  count?: number;
  /** Name of the layer. */
  layer?: string;
};

/** The command that marks a place on the maps of linked windows, which fly there. */
export function flightTo(
  { id, name, kind, at, shown, count = 1, layer }: Place,
  words: CommandWords,
): Command {
  const [lon, lat] = at;
  const where = kind === 'coordinates' ? placeText(at) : (layer ?? words[`place_${kind}`]);
  return {
    id: `place-${id}`,
    title: shown ?? name,
    hint: `${count > 1 ? words.firstOf(count) : ''}${where} ${words.onMap}`,
    run() {
      showPlace({ name, lon, lat });
      if (isWall()) return;
      // A pinned window tells no other.
      if (useLink.getState().pinned) goTo('wall');
      else toast('done', words.marked(name));
    },
  };
}
