import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Kind, launched, type Setting } from './setting';
import { epochMs, median } from './statistics';

const RUNS = 15;
/** From run to run, so that the moment does not always meet the same pause between two attempts. */
const BOOT_STEP_MS = 50;

export interface ReadyRow {
  readonly server: string;
  /** From the moment the server could first answer, by its own record, to `ready`; in ms. */
  readonly medianMs: number;
  readonly maxMs: number;
}

export async function timeToReady(setting: Setting): Promise<ReadyRow[]> {
  return [
    await series(setting, 'stdio', 'stdio', {}),
    await series(setting, 'HTTP, launched, prints its address', 'http', { LOUD: '1' }),
    await series(setting, 'HTTP, launched, prints nothing', 'http', {}),
  ];
}

async function series(
  setting: Setting,
  server: string,
  kind: Kind,
  env: Record<string, string>,
): Promise<ReadyRow> {
  const late: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const bootMs = String(run * BOOT_STEP_MS);
    late.push(await once(setting, kind, { ...env, BOOT_MS: bootMs }));
  }
  return { server, medianMs: median(late), maxMs: Math.max(...late) };
}

async function once(setting: Setting, kind: Kind, env: Record<string, string>): Promise<number> {
  const record = path.join(setting.folder, 'ready-at');
  const definition = launched(kind, { ...env, READY_AT: record });
  const ready = setting
    .until(definition.id, ({ state }) => state.status === 'ready')
    .then(() => epochMs());
  await setting.engine.start(definition);
  const at = await ready;
  await setting.engine.stop(definition.id);
  return at - Number(readFileSync(record, 'utf8'));
}
