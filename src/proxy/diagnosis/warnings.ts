import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../shared/model/server';

export interface ReadyFacts {
  readonly definition: LaunchDefinition;
  /** Lines on the stdout of a stdio server that are no messages, first ones first. */
  readonly noise: readonly string[];
}

/** What is wrong with a server that is ready nevertheless. Pure. */
export function warnings(facts: ReadyFacts): readonly Diagnosis[] {
  if (facts.noise.length === 0) return [];
  return [
    {
      code: 'mcp.stdout-noise',
      title: 'Writes other text to stdout',
      explanation:
        'The standard output of a stdio server carries MCP messages and nothing else. Write logs to stderr.',
      evidence: facts.noise.slice(0, 3).map((line) => ({ label: 'On stdout', value: line })),
      fixes: [{ id: 'showOutput', title: 'Show output', action: { kind: 'showOutput' } }],
    },
  ];
}
