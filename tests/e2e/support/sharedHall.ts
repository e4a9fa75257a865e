import { type Hall, joinHall, RunningHall } from './halls.ts';

/** Where workers ask for the shared hall; set for them by the process that starts them. */
export const SHARED_HALL_URL = 'CITYWHISTLE_SHARED_HALL';

/** The simulated hall that all workers share. Tests on it change nothing that another one looks at. */
export async function sharedSimulatedHall(): Promise<Hall> {
  const answer = await fetch(process.env[SHARED_HALL_URL] ?? '');
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return joinHall(RunningHall.parse(JSON.parse(text)));
}
