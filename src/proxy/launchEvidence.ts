import type { LaunchDefinition } from '../shared/model/server';
import type { OutputLine } from '../shared/model/traffic';
import { type LaunchFacts, type ListeningSocket, launchFacts } from './diagnosis/facts';
import { printedUrls } from './diagnosis/output/printedUrls';
import { StepFailure } from './gate/healthGate';
import { listeningSockets } from './ports/listeningSockets';
import type { CommandFacts } from './process/resolveCommand';
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
  readonly server: ServerProcess | undefined;
  readonly noise: readonly string[];
}

/** The facts of a failure, as far as the launch itself and its processes tell them. */
export async function gatherFacts(
  evidence: LaunchEvidence,
  failure: StepFailure,
): Promise<LaunchFacts> {
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
    noise: evidence.noise,
    listening: server ? await treeSockets(server) : [],
    printedUrls: printedUrls(output.map(({ text }) => text)),
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

/** What the processes of a launch listen on. */
export async function treeSockets(server: ServerProcess): Promise<ListeningSocket[]> {
  return listeningSockets((await server.tree()).map(({ pid }) => pid));
}

function tail(lines: readonly OutputLine[], stream: OutputLine['stream']): string[] {
  return lines
    .filter((line) => line.stream === stream)
    .map(({ text }) => text)
    .slice(-TAIL);
}

/** Turns what `openSession` threw into the failure of the `mcp` step. */
export function handshakeFailure(error: unknown): StepFailure {
  if (!(error instanceof HandshakeError)) throw error;
  const { failure } = error;
  const exchange = failure.kind === 'http' ? { http: failure.exchange } : {};
  return new StepFailure('mcp', failure.kind, { handshake: failure, ...exchange });
}
