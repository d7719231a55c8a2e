import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/support/paths.mjs';

/** Where the measurements of the panel are left for the report. */
export const FOLDER = path.join(root, 'out/bench/panel');

/** A measurement; times in ms. */
export interface PanelRow {
  readonly what: string;
  readonly median: number;
  readonly longest: number;
  /** What the longest should be at most. */
  readonly aim?: number;
}

export interface PanelMeasured {
  /** Of the machine, before the measurement. */
  readonly load: number;
  readonly rows: readonly PanelRow[];
}

export async function writeRows(name: string, measured: PanelMeasured): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, `${name}.json`), `${JSON.stringify(measured, null, 2)}\n`);
}
