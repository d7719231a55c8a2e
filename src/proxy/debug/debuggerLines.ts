/** What Node, Deno and debugpy print on stderr for the person at a terminal (`node:inspector`, `deno --inspect`). */
const NOISE = [
  /^Debugger listening on wss?:\/\//,
  /^For help, see: https:\/\/nodejs\.org\//,
  /^Debugger attached\.$/,
  /^Debugger ending on wss?:\/\//,
  /^Waiting for the debugger to disconnect\.\.\.$/,
  /^Visit chrome:\/\/inspect to connect to the debugger\.$/,
  /^Deno is waiting for debugger to connect\.$/,
  /^\d+\.\d+s - (?:Debugger warning: |Note: Debugging will proceed\.)/,
];
const LISTENING = /^Debugger listening on (wss?:\/\/\S+)$/;
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Whether a line on stderr speaks of the debugger, and not of the server. */
export function isDebuggerLine(line: string): boolean {
  const plain = plainOf(line);
  return NOISE.some((pattern) => pattern.test(plain));
}

/** Where the inspector of a program listens, if that is what the line says. */
export function listeningAddress(line: string): string | undefined {
  return LISTENING.exec(plainOf(line))?.[1];
}

function plainOf(line: string): string {
  return line.replaceAll(COLORS, '').trimEnd();
}
