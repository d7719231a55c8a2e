import { t } from '@vscode/l10n';
import type { ConfigProblem, LaunchDefinition, RunSpec } from '../model/server';
import { isSecretVariable } from '../secrets/maskSecrets';
import type { FileProblem } from './configText';
import { expandVariables, type VariableResolver } from './expandVariables';
import { isHttpUrl } from './isHttpUrl';
import type { HttpEntry, RunEntry, ServerEntry } from './serverEntry';
import { VARIABLE_RULES, type VariableDialect } from './variableRules';

/** What an entry does not say itself. */
export interface ExpansionContext {
  readonly id: LaunchDefinition['id'];
  readonly source: LaunchDefinition['source'];
  readonly roots: LaunchDefinition['roots'];
  /** Used where the entry gives none; in ms. */
  readonly readyTimeout: number;
  readonly era: LaunchDefinition['era'];
  readonly dialect: VariableDialect;
  readonly resolve: VariableResolver;
  /** Absolute; what `~` stands for. */
  readonly home: string;
  /** Absolute; the working directory where the entry gives none, and what relative paths start from. */
  readonly folder: string;
  /** Joins a path to an absolute folder by the rules of the machine. */
  resolvePath(folder: string, path: string): string;
}

/**
 * Resolves everything in an entry but `${port}`, which the proxy knows. What cannot be resolved is in
 * `problems`. Rejects only when the resolver throws, as it does when a person dismisses a question.
 */
export async function expandEntry(
  entry: ServerEntry,
  context: ExpansionContext,
): Promise<LaunchDefinition> {
  const located = context.source.line !== undefined;
  const problems = entry.problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => toProblem(problem, located));
  const expander = new Expander(context, entry.kind === 'launchedHttp', problems);
  const base = {
    id: context.id,
    name: entry.name,
    readyTimeout: entry.readyTimeout ?? context.readyTimeout,
    era: entry.era ?? context.era,
    ...sessionOf(entry),
    roots: context.roots,
    source: context.source,
    problems,
  };
  const definition = await expandKind(entry, base, expander);
  const { secrets } = expander;
  return secrets.length === 0 ? definition : { ...definition, secrets };
}

async function expandKind(
  entry: ServerEntry,
  base: Omit<Extract<LaunchDefinition, { kind: 'stdio' }>, 'kind' | 'run'>,
  expander: Expander,
): Promise<LaunchDefinition> {
  switch (entry.kind) {
    case 'stdio':
      return {
        ...base,
        kind: 'stdio',
        run: await expander.run(entry.run),
        ...restartOf(entry),
      };
    case 'launchedHttp':
      return {
        ...base,
        kind: 'launchedHttp',
        run: await expander.run(entry.run),
        ...restartOf(entry),
        transport: entry.transport,
        url: await expander.url(entry.url),
        headers: await expander.headers(entry),
        ...trustOf(entry),
        port: entry.port,
      };
    case 'remote':
      return {
        ...base,
        kind: 'remote',
        transport: entry.transport,
        url: await expander.url(entry.url),
        headers: await expander.headers(entry),
        ...trustOf(entry),
      };
  }
}

function sessionOf({
  protocolVersion,
  offers,
  answerTimeout,
}: Pick<ServerEntry, 'protocolVersion' | 'offers' | 'answerTimeout'>) {
  return {
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    ...(offers === undefined ? {} : { offers }),
    ...(answerTimeout === undefined ? {} : { answerTimeout }),
  };
}

function trustOf({ trustedCertificate }: { readonly trustedCertificate?: string }) {
  return trustedCertificate === undefined ? {} : { trustedCertificate };
}

function restartOf({ restartOnCrash }: { readonly restartOnCrash?: boolean }) {
  return restartOnCrash === undefined ? {} : { restartOnCrash };
}

class Expander {
  readonly #resolve: VariableResolver;
  readonly #secrets = new Set<string>();

  constructor(
    private readonly context: ExpansionContext,
    keepPort: boolean,
    private readonly problems: ConfigProblem[],
  ) {
    this.#resolve = async (variable) => {
      const { name, argument } = variable;
      if (keepPort && name === 'port' && argument === undefined) return '${port}';
      const value = await context.resolve(variable);
      if (value && name === 'env' && isSecretVariable(argument ?? '')) this.#secrets.add(value);
      return value;
    };
  }

  /** What the environment was asked for, so far. */
  get secrets(): string[] {
    return [...this.#secrets];
  }

  async run(run: RunEntry): Promise<RunSpec> {
    // One after the other: a variable may ask a person.
    const command = await this.#path(run.command, 'command');
    const args: string[] = [];
    for (const [index, arg] of run.args.entries()) {
      args.push(await this.#path(arg, `args[${index}]`));
    }
    const { folder } = this.context;
    const cwd = run.cwd === undefined ? undefined : await this.#path(run.cwd, 'cwd');
    const env = await this.record(run.env, 'env');
    const envFile =
      run.envFile === undefined ? undefined : await this.#path(run.envFile, 'envFile');
    return {
      command,
      args,
      cwd: cwd === undefined ? folder : this.context.resolvePath(folder, cwd),
      env,
      ...(envFile === undefined ? {} : { envFile: this.context.resolvePath(folder, envFile) }),
    };
  }

  async url(url: string): Promise<string> {
    const text = await this.#text(url, 'url');
    const known = this.problems.some(({ property }) => property === 'url');
    if (!known && !isHttpUrl(text.replaceAll('${port}', '1'))) {
      this.problems.push({
        code: 'config.url-invalid',
        message: 'The address must begin with http:// or https:// and name a host.',
        value: text,
        property: 'url',
      });
    }
    return text;
  }

  async record<T extends string | null>(
    record: Readonly<Record<string, T>>,
    property: string,
  ): Promise<Record<string, T | string>> {
    const entries: [string, T | string][] = [];
    for (const [name, value] of Object.entries(record)) {
      entries.push([
        name,
        typeof value === 'string' ? await this.#text(value, `${property}.${name}`) : value,
      ]);
    }
    return Object.fromEntries(entries);
  }

  async headers({ headers, envHeaders = {} }: HttpEntry): Promise<Record<string, string>> {
    const all = await this.record(headers, 'headers');
    for (const [name, { variable, prefix, isOptional }] of Object.entries(envHeaders)) {
      const value = await this.#resolve({ name: 'env', argument: variable });
      if (value) all[name] = prefix + value;
      else if (!isOptional) this.#unresolved(`\${env:${variable}}`, `headers.${name}`);
    }
    return all;
  }

  async #path(text: string, property: string): Promise<string> {
    const expanded = await this.#text(text, property);
    const { dialect, home } = this.context;
    return VARIABLE_RULES[dialect].home ? expandHome(expanded, home) : expanded;
  }

  async #text(text: string, property: string): Promise<string> {
    const expansion = await expandVariables(text, this.#resolve, this.context.dialect);
    for (const variable of expansion.unresolved) this.#unresolved(variable, property);
    return expansion.text;
  }

  #unresolved(variable: string, property: string): void {
    this.problems.push({
      code: 'config.variable-unresolved',
      message: t('The variable {0} in `{1}` has no value.', variable, property),
      value: variable,
      property,
    });
  }
}

/** Replaces a leading `~` that stands alone or before a separator. */
export function expandHome(path: string, home: string): string {
  return /^~(?=$|[\\/])/.test(path) ? home + path.slice(1) : path;
}

function toProblem(
  { message, range, value, property }: FileProblem,
  located: boolean,
): ConfigProblem {
  return {
    code: 'config.file-invalid',
    message: located ? t('Line {0}, column {1}: {2}', range.line, range.column, message) : message,
    ...(value === undefined ? {} : { value }),
    ...(property === undefined ? {} : { property }),
  };
}
