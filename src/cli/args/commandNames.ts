export const COMMAND_NAMES = ['check', 'wait', 'serve', 'list', 'call', 'request'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export function isCommandName(text: string): text is CommandName {
  return (COMMAND_NAMES as readonly string[]).includes(text);
}
