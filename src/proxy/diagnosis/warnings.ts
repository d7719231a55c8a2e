import { t } from '@vscode/l10n';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../shared/model/server';
import { noiseFacts } from './rules/mcp';
import { openEntry, showOutput, verdict } from './verdict';

export interface ReadyFacts {
  readonly definition: LaunchDefinition;
  /** Lines on the stdout of a stdio server that are no messages, first ones first. */
  readonly noise: readonly string[];
}

/** What is wrong with a server that is ready nevertheless. Pure. */
export function warnings(facts: ReadyFacts): readonly Diagnosis[] {
  if (facts.definition.kind !== 'stdio' || facts.noise.length === 0) return [];
  return [
    verdict('mcp.stdout-noise', {
      title: t('Writes other text to stdout'),
      explanation: t(
        'The standard output of a stdio server carries MCP messages and nothing else. This server works here, but stricter clients will fail. Write logs to stderr.',
      ),
      evidence: noiseFacts(facts.noise),
      fixes: [showOutput(), openEntry()],
    }),
  ];
}
