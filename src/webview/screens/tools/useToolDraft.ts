import type { Tool } from '@modelcontextprotocol/client';
import type { RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { draftOfCall, newDraft } from '../../schema/drafts';
import { useMemory } from '../../state/memory';
import type { Draft } from '../../state/viewState';
import type { CallContent } from './callContent';

/**
 * The arguments that are being written for a tool: as left in this panel, as last sent from any, or the schema's
 * defaults.
 */
export function useToolDraft(tool: Tool): [Draft, (change: (draft: Draft) => Draft) => void] {
  const [drafts, change] = useViewPart('toolDrafts');
  const [last] = useMemory<CallContent>(lastKey(tool.name));
  const initial = useMemo(
    () => (last ? draftOfCall(last, 'form') : newDraft(tool.inputSchema as RJSFSchema)),
    [tool.inputSchema, last],
  );
  const draft = drafts[tool.name] ?? initial;
  const update = (next: (draft: Draft) => Draft) =>
    change((all) => ({ ...all, [tool.name]: next(all[tool.name] ?? initial) }));
  return [draft, update];
}

/** Under which the arguments that were last sent are remembered. */
export function lastKey(tool: string): string {
  return `last call of ${tool}`;
}
