import type { Tool } from '@modelcontextprotocol/client';
import type { RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { newDraft } from '../../schema/drafts';
import type { Draft } from '../../state/viewState';

/** The arguments that are being written for a tool: as left last, or the schema's defaults. */
export function useToolDraft(tool: Tool): [Draft, (change: (draft: Draft) => Draft) => void] {
  const [drafts, change] = useViewPart('toolDrafts');
  const initial = useMemo(() => newDraft(tool.inputSchema as RJSFSchema), [tool.inputSchema]);
  const draft = drafts[tool.name] ?? initial;
  const update = (next: (draft: Draft) => Draft) =>
    change((all) => ({ ...all, [tool.name]: next(all[tool.name] ?? initial) }));
  return [draft, update];
}
