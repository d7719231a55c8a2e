import type { CreateMessageRequestParams } from '@modelcontextprotocol/client';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What a sampling request wishes of the model and of its answer, in words; without what it leaves open. */
export function samplingFacts(params: Readonly<Record<string, unknown>>): readonly Fact[] {
  const { maxTokens, temperature, stopSequences, includeContext, modelPreferences, toolChoice } =
    params as Partial<CreateMessageRequestParams>;
  const { hints, costPriority, speedPriority, intelligencePriority } = modelPreferences ?? {};
  const facts: readonly [string, unknown][] = [
    ['Longest answer', maxTokens === undefined ? undefined : `${maxTokens} tokens`],
    ['Temperature', temperature],
    ['Stops at', stopSequences?.map((text) => JSON.stringify(text)).join(', ')],
    ['Context wished for', includeContext === 'none' ? undefined : includeContext],
    ['Models wished for', hints?.flatMap(({ name }) => name ?? []).join(', ')],
    ['Weight of low cost', costPriority],
    ['Weight of speed', speedPriority],
    ['Weight of intelligence', intelligencePriority],
    ['Choice of tools', toolChoice?.mode],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );
}
