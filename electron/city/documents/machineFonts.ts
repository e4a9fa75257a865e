import { execFile } from 'node:child_process';
import type { FaceState } from '../../../shared/document/fontRisk.ts';
import { FACE } from '../../../shared/document/gb9704.ts';

/** Runs a program and gives what it prints; null where it is not there or fails. */
export type RunProgram = (program: string, args: string[]) => Promise<string | null>;

export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: 5000 }, (error, stdout) => resolve(error === null ? stdout : null));
  });

/**
 * Which faces of a document this machine has. fontconfig is asked what it would take for each name: it answers with that family,
 * among its other names, or with a stand-in. Where there is no fontconfig (Windows), nothing can be said.
 */
export async function machineFonts(run: RunProgram): Promise<FaceState[]> {
  return Promise.all(
    Object.values(FACE).map(async (face): Promise<FaceState> => {
      const answer = await run('fc-match', ['--format', '%{family}', face]);
      const families = (answer ?? '').split(',').map((name) => name.trim());
      if (families[0] === undefined || families[0] === '') return { face, state: 'unknown', standIn: null };
      const isHere = families.some((name) => name.toLowerCase() === face.toLowerCase());
      return isHere
        ? { face, state: 'present', standIn: null }
        : { face, state: 'missing', standIn: families[0] };
    }),
  );
}
