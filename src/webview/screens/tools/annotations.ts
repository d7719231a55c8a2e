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

/** The groups of tools, by the first hint that says how careful one should be, in the order they stand in. */
const GROUPS = ['Read-only', 'Destructive', 'Idempotent', 'Open world', 'Without hints'] as const;
export type ToolGroup = (typeof GROUPS)[number];

export function groupOf({ annotations }: Tool): ToolGroup {
  if (annotations?.readOnlyHint === true) return 'Read-only';
  if (annotations?.destructiveHint === true) return 'Destructive';
  if (annotations?.idempotentHint === true) return 'Idempotent';
  return annotations?.openWorldHint === true ? 'Open world' : 'Without hints';
}

/** The tools group by group; within a group as they were. */
export function grouped(tools: readonly Tool[]): readonly Tool[] {
  const groups = Map.groupBy(tools, groupOf);
  return GROUPS.flatMap((group) => groups.get(group) ?? []);
}
