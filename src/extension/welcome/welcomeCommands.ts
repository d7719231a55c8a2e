import { COMMANDS } from '../ids';
import { createExample, type ExampleServices } from './createExample';

/** Commands for those who have no server yet. */
export function welcomeCommands(
  services: ExampleServices,
): Record<string, (...args: unknown[]) => unknown> {
  return { [COMMANDS.createExample]: (language) => createExample(services, language) };
}
