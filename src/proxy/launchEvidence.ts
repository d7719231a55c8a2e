import type { Diagnosis } from '../shared/model/diagnosis';
import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import { diagnose } from './diagnosis/diagnose';
import { type LaunchFacts, type ListeningSocket, launchFacts } from './diagnosis/facts';
import { bindError } from './diagnosis/output/bindError';
import { printedUrls } from './diagnosis/output/printedUrls';
import { unknown } from './diagnosis/rules/unknown';
import { StepFailure } from './gate/healthGate';
import { investigate } from './probe/investigate';
import { missingFiles } from './probe/missingFiles';
import type { CommandFacts } from './process/resolveCommand';
import type { Environment } from './process/serverEnvironment';
import type { ServerProcess } from './process/serverProcess';
import { HandshakeError } from './session/sessionTarget';

/** The last lines that a diagnosis reads. */
const TAIL = 200;

/** What a launch knows of itself when a step of it fails. */
export interface LaunchEvidence {
  readonly definition: LaunchDefinition;
  readonly startedAt: number;
  readonly limitMs: number;
  readonly url: string | undefined;
  readonly port: LaunchFacts['port'];
  readonly command: CommandFacts | undefined;
  readonly environment: Environment | undefined;
  readonly server: ServerProcess | undefined;
  readonly noise: readonly string[];
  /** What the processes of the server listen on. */
  listening(): Promise<readonly ListeningSocket[]>;
}

/**
 * Why a launch failed. Looks round first (other paths, families, ports), which the signal cuts short.
 * Never rejects: a verdict there must be.
 */
export async function diagnoseFailure(
  evidence: LaunchEvidence,
  failure: StepFailure,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const { environment } = evidence;
  let facts: LaunchFacts | undefined;
  try {
    facts = await gatherFacts(evidence, failure);
    const found = await investigate(facts, {
      listening: () => evidence.listening(),
      ...(environment ? { env: environment } : {}),
      signal,
    });
    return diagnose(found);
  } catch (error) {
    const { definition, startedAt, limitMs } = evidence;
    const waitedMs = Date.now() - startedAt;
    const { step, detail } = failure;
    const platform = process.platform;
    const least = { definition, step, platform, waitedMs, timeoutMs: limitMs, timedOut: false };
    return unknown(facts ?? launchFacts({ ...least, stderr: [detail, String(error)] }));
  }
}

/** The facts of a failure, as far as the launch itself and its processes tell them. */
async function gatherFacts(evidence: LaunchEvidence, failure: StepFailure): Promise<LaunchFacts> {
  const { definition, url, port, command, server } = evidence;
  const output = server?.output.all ?? [];
  return launchFacts({
    definition,
    step: failure.step,
    platform: process.platform,
    waitedMs: Date.now() - evidence.startedAt,
    timeoutMs: evidence.limitMs,
    timedOut: false,
    ...(url === undefined ? {} : { url }),
    ...(port ? { port } : {}),
    ...(command ? { command } : {}),
    ...(server ? processFacts(server) : {}),
    stderr: tail(output, 'stderr'),
    stdout: tail(output, 'stdout'),
    missingFiles: missingFiles([...tail(output, 'stderr'), ...tail(output, 'stdout')], definition),
    noise: evidence.noise,
    listening: await evidence.listening(),
    printedUrls: printedUrls(addressLines(output)),
    ...failure.facts,
  });
}

function processFacts(server: ServerProcess): Partial<LaunchFacts> {
  const { exit, stdoutHead } = server;
  return {
    process: { pid: server.pid, alive: exit === undefined },
    ...(exit ? { exit: { code: exit.code, signal: exit.signal } } : {}),
    ...(stdoutHead.length > 0 ? { stdoutHead } : {}),
  };
}

function tail(lines: readonly OutputLine[], stream: OutputLine['stream']): string[] {
  return lines
    .filter((line) => line.stream === stream)
    .map(({ text }) => text)
    .slice(-TAIL);
}

/** Lines that may tell where a server listens; one that says it could not is none. */
function addressLines(lines: readonly OutputLine[]): string[] {
  return lines.map(({ text }) => text).filter((text) => !bindError([text]));
}

/** Turns what `openSession` threw into the failure of the `mcp` step. */
export function handshakeFailure(error: unknown): StepFailure {
  if (!(error instanceof HandshakeError)) throw error;
  const { failure } = error;
  const exchange = failure.kind === 'http' ? { http: failure.exchange } : {};
  return new StepFailure('mcp', failure.kind, { handshake: failure, ...exchange });
}
