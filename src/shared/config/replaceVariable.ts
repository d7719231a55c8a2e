import type { ServerEntry } from './serverEntry';

/** A property of an entry and what it is to be. */
export interface Replacement {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/**
 * What to change in an entry so that `replacement` stands wherever it refers to the environment variable
 * `name`, as `${env:NAME}` or, where `plain`, as `${NAME}`.
 */
export function replaceVariable(
  entry: ServerEntry,
  name: string,
  replacement: string,
  plain: boolean,
): Replacement[] {
  const references = [`\${env:${name}}`, ...(plain ? [`\${${name}}`] : [])];
  return textsOf(entry).flatMap(([path, text]) => {
    const value = references.reduce(
      (result, one) => result.replaceAll(one, () => replacement),
      text,
    );
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
