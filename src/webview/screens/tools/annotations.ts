import type { Tool } from '@modelcontextprotocol/client';

/** A hint that a tool gives about itself, as a badge. */
export interface Hint {
  readonly word: string;
  readonly meaning: string;
  readonly tone: 'calm' | 'caution' | 'danger';
}

/**
 * The hints that a tool states. What it leaves out is not filled in with the specification's
 * defaults: a person who writes a server wants to see what it says.
 */
export function hintsOf(tool: Tool): readonly Hint[] {
  const hints = tool.annotations;
  if (!hints) return [];
  const found: Hint[] = [];
  if (hints.readOnlyHint === true)
    found.push({ word: 'Read-only', meaning: 'Changes nothing', tone: 'calm' });
  if (hints.destructiveHint === true && hints.readOnlyHint !== true)
    found.push({ word: 'Destructive', meaning: 'May delete or overwrite', tone: 'danger' });
  if (hints.idempotentHint === true && hints.readOnlyHint !== true)
    found.push({
      word: 'Idempotent',
      meaning: 'A second call with the same arguments changes nothing more',
      tone: 'calm',
    });
  if (hints.openWorldHint === true)
    found.push({
      word: 'Open world',
      meaning: 'Reaches things outside, such as the web',
      tone: 'caution',
    });
  return found;
}

/** The name that a person reads: `title`, the older `annotations.title`, or the name. */
export function titleOf(tool: Tool): string {
  return tool.title ?? tool.annotations?.title ?? tool.name;
}
