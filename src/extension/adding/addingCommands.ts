import type { CommandServices } from '../commands/registerCommands';
import { COMMANDS } from '../ids';
import { addServer, addText } from './addServer';

/** Commands that add servers. `addServer` takes `{ text }`: what was dropped or pasted. */
export function addingCommands(
  services: CommandServices,
): Record<string, (...args: unknown[]) => unknown> {
  return {
    [COMMANDS.addServer]: (argument) => {
      const text = textOf(argument);
      return text === undefined ? addServer(services) : addText(services, text);
    },
  };
}

function textOf(argument: unknown): string | undefined {
  const { text } = (argument ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text : undefined;
}
