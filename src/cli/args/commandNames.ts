export const COMMAND_NAMES = ['check', 'wait', 'serve', 'list', 'call', 'request'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** What there is help on. `tap` reads its own arguments: nothing else is loaded before its server runs. */
export const HELP_TOPICS = [...COMMAND_NAMES, 'tap'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

export function isCommandName(text: string): text is CommandName {
  return (COMMAND_NAMES as readonly string[]).includes(text);
}
