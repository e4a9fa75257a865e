import type { Act } from '../../../shared/presenter/acts.ts';
import type { Content } from '../../../shared/presenter/control.ts';

/** The action of a toggle key: switches the state off if all chosen walls have it, else on. */
export function toggled(contents: readonly Content[], what: 'freeze' | 'blank' | 'pin'): Act {
  const on = isOn(contents, what);
  if (what === 'freeze') return { type: on ? 'thaw' : 'freeze' };
  if (what === 'blank') return { type: on ? 'unblank' : 'blank' };
  return { type: on ? 'follow' : 'pin' };
}

/** Whether it is in force on all of them. */
export function isOn(contents: readonly Content[], what: 'freeze' | 'blank' | 'pin'): boolean {
  const has = (content: Content): boolean => {
    if (what === 'freeze') return content.frozenAt !== null;
    return what === 'blank' ? content.blankAt !== null : content.link === 'pinned';
  };
  return contents.length > 0 && contents.every(has);
}
