import type { CreateMessageRequestParams } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';

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
    [t('Longest answer'), maxTokens === undefined ? undefined : tokens(maxTokens)],
    [t('Temperature'), temperature],
    [t('Stops at'), stopSequences?.map((text) => JSON.stringify(text)).join(', ')],
    [t('Context wished for'), includeContext === 'none' ? undefined : includeContext],
    [t('Models wished for'), hints?.flatMap(({ name }) => name ?? []).join(', ')],
    [t('Weight of low cost'), costPriority],
    [t('Weight of speed'), speedPriority],
    [t('Weight of intelligence'), intelligencePriority],
    [t('Choice of tools'), toolChoice?.mode],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );
}

function tokens(count: number): string {
  return count === 1 ? t('1 token') : t('{0} tokens', count);
}
