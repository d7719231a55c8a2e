import path from 'node:path';

/** What another MCP client runs in place of a stdio server, in order to be seen. */
export interface TapCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Whole paths: the other client runs it from a folder of its own, and `portcullis` may not be on its PATH.
 * @param script of this program
 */
export function tapCommand(script: string, file: string, server: string): TapCommand {
  const args = ['tap', '--config', path.resolve(file), '--server', server];
  return { command: process.execPath, args: [path.resolve(script), ...args] };
}
