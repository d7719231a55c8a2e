import { splitCommandLine } from './commandLine';
import { isHttpUrl } from './isHttpUrl';

/** The entry that a typed URL or command line stands for; undefined when it is neither. */
export function parseTyped(text: string): Record<string, unknown> | undefined {
  const trimmed = text.trim();
  if (isHttpUrl(trimmed)) return { url: trimmed };
  if (/^\w+:\/\//.test(trimmed)) return undefined;
  const [command, ...args] = splitCommandLine(trimmed) ?? [];
  return command === undefined ? undefined : { command, args };
}
