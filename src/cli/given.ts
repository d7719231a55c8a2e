import { text } from 'node:stream/consumers';
import type { Given } from './args/command';
import { argumentsOf } from './callArguments';
import { parseObject } from './commandLine';

/**
 * Reads what stands on stdin, if the value is to come from there: before anything is started.
 * @throws UsageError if that is no JSON object.
 */
export async function settle(given: Given): Promise<Exclude<Given, { kind: 'stdin' }>> {
  if (given.kind !== 'stdin') return given;
  return { kind: 'json', value: parseObject(await text(process.stdin)) };
}

/**
 * @param schema of the tool, for values that stand alone.
 * @throws UsageError if such a value is not of its type.
 */
export function givenValue(
  given: Exclude<Given, { kind: 'stdin' }>,
  schema: unknown,
): Readonly<Record<string, unknown>> {
  switch (given.kind) {
    case 'nothing':
      return {};
    case 'json':
      return given.value;
    case 'pairs':
      return argumentsOf(given.pairs, schema);
  }
}
