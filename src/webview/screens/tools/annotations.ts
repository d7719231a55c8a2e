import type { Tool } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';

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
    found.push({ word: t('Read-only'), meaning: t('Changes nothing'), tone: 'calm' });
  if (hints.destructiveHint === true && hints.readOnlyHint !== true)
    found.push({ word: t('Destructive'), meaning: t('May delete or overwrite'), tone: 'danger' });
  if (hints.idempotentHint === true && hints.readOnlyHint !== true)
    found.push({
      word: t('Idempotent'),
      meaning: t('A second call with the same arguments changes nothing more'),
      tone: 'calm',
    });
  if (hints.openWorldHint === true)
    found.push({
      word: t('Open world'),
      meaning: t('Reaches things outside, such as the web'),
      tone: 'caution',
    });
  return found;
}

/** The name that a person reads: `title`, the older `annotations.title`, or the name. */
export function titleOf(tool: Tool): string {
  return tool.title ?? tool.annotations?.title ?? tool.name;
}

/** The groups of tools, by the first hint that says how careful one should be, in the order they stand in. */
const GROUPS = ['readOnly', 'destructive', 'idempotent', 'openWorld', 'none'] as const;
type ToolGroup = (typeof GROUPS)[number];

function groupOf({ annotations }: Tool): ToolGroup {
  if (annotations?.readOnlyHint === true) return 'readOnly';
  if (annotations?.destructiveHint === true) return 'destructive';
  if (annotations?.idempotentHint === true) return 'idempotent';
  return annotations?.openWorldHint === true ? 'openWorld' : 'none';
}

/** What the group of a tool is called. */
export function groupName(tool: Tool): string {
  switch (groupOf(tool)) {
    case 'readOnly':
      return t('Read-only');
    case 'destructive':
      return t('Destructive');
    case 'idempotent':
      return t('Idempotent');
    case 'openWorld':
      return t('Open world');
    case 'none':
      return t('Without hints');
  }
}

/** The tools group by group; within a group as they were. */
export function grouped(tools: readonly Tool[]): readonly Tool[] {
  const groups = Map.groupBy(tools, groupOf);
  return GROUPS.flatMap((group) => groups.get(group) ?? []);
}
