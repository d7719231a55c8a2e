import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Report } from '../../../src/cli/report';
import type { Diagnosis } from '../../../src/shared/model/diagnosis';
import { bundleCommandLine } from '../cli/bundle';
import type { Fault } from './fault';
import type { FaultResult } from './runFault';
import type { World } from './world';

const run = promisify(execFile);

/** Launches a remote server by the command line, in a network namespace that has no interface up. */
export async function launchWithoutNetwork(fault: Fault, world: World): Promise<FaultResult> {
  const { url } = (await fault.entry(world)) as { url: string };
  const script = await bundleCommandLine(world.folder);
  const begun = performance.now();
  const report = await check(['--net', process.execPath, script, 'check', '--json', url]);
  const step = report.steps.find(({ status }) => status === 'failed')?.id;
  // The report has all of a diagnosis but what its fixes do.
  const diagnosis = report.diagnosis as unknown as Diagnosis;
  return { diagnosis, step, ms: performance.now() - begun, expected: world.expected };
}

async function check(args: readonly string[]): Promise<Report> {
  try {
    const { stdout } = await run('unshare', [...args]);
    return JSON.parse(stdout) as Report;
  } catch (error) {
    // A server that is not ready is exit code 1, and the report is there all the same.
    const { stdout, code } = error as { stdout?: string; code?: number };
    if (code === 1 && stdout) return JSON.parse(stdout) as Report;
    throw error;
  }
}
