import { execFileSync } from 'node:child_process';

/** Why a program of the machine cannot be used. */
export function missing(program: string): string | undefined {
  try {
    execFileSync(program, ['--version'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return `${program} is not installed`;
  }
}
