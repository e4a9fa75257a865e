import { mayBeOnDuty } from '../../../shared/handover/duty.ts';
import { useSession } from '../../live/client/session.ts';

/** Id of the operator who is signed in and whose role is on duty at a post (值守); null for everybody else. */
export function useOnDuty(): string | null {
  const info = useSession((session) => session.info);
  return info !== null && mayBeOnDuty(info) ? info.operator : null;
}
