import type { DebugConfiguration } from 'vscode';
import type { Debuggee } from '../../shared/model/debuggee';

/**
 * The debug session of one program of a server. It goes on by itself as soon as its breakpoints are set.
 * @param cwd of the server
 */
export function attachConfiguration(
  debuggee: Exclude<Debuggee, { kind: 'failed' }>,
  cwd: string | undefined,
): DebugConfiguration {
  const common = {
    name: debuggee.pid === undefined ? debuggee.title : `${debuggee.title} (${debuggee.pid})`,
    request: 'attach',
    internalConsoleOptions: 'neverOpen',
    ...(cwd === undefined ? {} : { cwd }),
  };
  if (debuggee.kind === 'python') {
    const { host, port } = debuggee;
    return { ...common, type: 'debugpy', connect: { host, port }, justMyCode: true };
  }
  const { hostname, port } = new URL(debuggee.websocketAddress);
  return {
    ...common,
    type: 'node',
    address: hostname,
    port: Number(port),
    websocketAddress: debuggee.websocketAddress,
    // The programs that it starts say by themselves that they are there.
    autoAttachChildProcesses: false,
    continueOnAttach: true,
    pauseForSourceMap: true,
    skipFiles: ['<node_internals>/**'],
  };
}
