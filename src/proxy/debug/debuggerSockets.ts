import type { Debuggee } from '../../shared/model/debuggee';
import type { ListeningSocket } from '../diagnosis/facts';
import { listeningAddress } from './debuggerLines';

/**
 * What the debuggers of a launch listen on. It belongs to the processes of the server, and an inspector even
 * answers over HTTP, much as an MCP endpoint does: but the server is not there.
 */
export class DebuggerSockets {
  readonly #inspectors = new Set<number>();
  readonly #adapters = new Set<number>();

  /** Reads a line on stderr, which may say that the program itself has opened its inspector. */
  readLine(line: string): void {
    const address = listeningAddress(line);
    if (address !== undefined) this.#inspectors.add(Number(new URL(address).port));
  }

  add(debuggee: Debuggee): void {
    if (debuggee.kind === 'node') {
      this.#inspectors.add(Number(new URL(debuggee.websocketAddress).port));
    } else if (debuggee.kind === 'python') this.#adapters.add(debuggee.port);
  }

  /** What is left may be the server. */
  without(sockets: readonly ListeningSocket[]): ListeningSocket[] {
    // The adapter of debugpy is a process of its own, with a second socket for the program.
    const adapters = new Set(
      sockets.filter(({ port }) => this.#adapters.has(port)).map(({ pid }) => pid),
    );
    return sockets.filter(({ port, pid }) => !this.#inspectors.has(port) && !adapters.has(pid));
  }
}
