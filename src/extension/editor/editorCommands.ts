import type { CommandServices } from '../commands/registerCommands';
import { COMMANDS } from '../ids';
import { inspectFile } from './inspectFile';

/** Commands on the file in the editor, or on one that the explorer names. */
export function editorCommands(
  services: CommandServices,
): Record<string, (...args: unknown[]) => unknown> {
  return { [COMMANDS.inspectFile]: (file) => inspectFile(services, file) };
}
