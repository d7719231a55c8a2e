import { randomBytes } from 'node:crypto';

const NAME = /^((\d{1,15})-(\d{1,10})-[0-9a-f]{8})\.(\d{1,6})\.tap$/;

/** One file of what a tap has seen; a run of a tap has one after the other. */
export interface SpoolName {
  readonly run: string;
  /** Of the tap. */
  readonly pid: number;
  /** From 0. */
  readonly part: number;
}

/** A name for a run that no other has. */
export function newRun(pid: number, now = Date.now()): string {
  return `${now}-${pid}-${randomBytes(4).toString('hex')}`;
}

export function spoolName(run: string, part: number): string {
  return `${run}.${part}.tap`;
}

/** Undefined for a file that is none of ours. */
export function parseSpoolName(name: string): SpoolName | undefined {
  const found = NAME.exec(name);
  return found ? { run: found[1]!, pid: Number(found[3]), part: Number(found[4]) } : undefined;
}
