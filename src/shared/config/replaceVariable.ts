import type { ServerEntry } from './serverEntry';
import { variableReferences } from './variableReferences';
import type { VariableDialect } from './variableRules';

/** A property of an entry and what it is to be. */
export interface Replacement {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/**
 * What to change in an entry so that `replacement` stands wherever it refers to the environment variable
 * `name` in one of the ways of `dialect`. A variable inside the default of another one stays.
 */
export function replaceVariable(
  entry: ServerEntry,
  name: string,
  replacement: string,
  dialect: VariableDialect,
): Replacement[] {
  return textsOf(entry).flatMap(([path, text]) => {
    const value = variableReferences(text, dialect)
      .map((part) => {
        if (typeof part === 'string') return part;
        return part.name === 'env' && part.argument === name ? replacement : part.written;
      })
      .join('');
    return value === text ? [] : [{ path, value }];
  });
}

type Text = readonly [path: readonly (string | number)[], text: string];

function textsOf(entry: ServerEntry): Text[] {
  const texts: (readonly [path: readonly (string | number)[], text: string | null | undefined])[] =
    [];
  if (entry.kind !== 'remote') {
    const { command, args, cwd, env, envFile } = entry.run;
    texts.push([['command'], command], [['cwd'], cwd], [['envFile'], envFile]);
    texts.push(...args.map((arg, index) => [['args', index], arg] as const));
    texts.push(...Object.entries(env).map(([key, value]) => [['env', key], value] as const));
  }
  if (entry.kind !== 'stdio') {
    texts.push([['url'], entry.url]);
    texts.push(
      ...Object.entries(entry.headers).map(([key, value]) => [['headers', key], value] as const),
    );
  }
  return texts.flatMap(([path, text]) => (typeof text === 'string' ? [[path, text] as const] : []));
}
