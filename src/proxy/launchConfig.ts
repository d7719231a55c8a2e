import { stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import type { ConfigProblem, LaunchDefinition, RunSpec } from '../shared/model/server';
import { StepFailure } from './gate/healthGate';
import { type CommandFacts, resolveCommand } from './process/resolveCommand';
import {
  baseEnvironment,
  type Environment,
  pathOf,
  serverEnvironment,
  withPath,
} from './process/serverEnvironment';

/** A program that was found, with the environment it will have; `${port}` is not filled in yet. */
export interface PreparedRun {
  readonly run: RunSpec;
  readonly file: string;
  readonly command: CommandFacts;
  readonly environment: Environment;
}

/**
 * The `config` step: everything that can be known to be wrong before anything is started.
 * @returns undefined for a server that somebody else runs.
 * @throws StepFailure
 */
export async function checkConfig(
  definition: LaunchDefinition,
  searchPath: string,
): Promise<PreparedRun | undefined> {
  const problems = [...definition.problems, ...checkUrl(definition)];
  if (definition.kind !== 'remote') problems.push(...(await checkFolders(definition.run)));
  const [first] = problems;
  if (first)
    throw new StepFailure('config', first.message, { definition: { ...definition, problems } });
  return definition.kind === 'remote' ? undefined : prepare(definition.run, searchPath);
}

function checkUrl(definition: LaunchDefinition): ConfigProblem[] {
  if (definition.kind === 'stdio') return [];
  const url = URL.parse(fillPort(definition.url, 1));
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return [];
  const value = definition.url;
  const message = t('"{0}" is not an http or https URL.', value);
  return [{ code: 'config.url-invalid', message, value, property: 'url' }];
}

async function checkFolders(run: RunSpec): Promise<ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  if (!(await stat(run.cwd).catch(() => undefined))?.isDirectory()) {
    const message = t('The working folder {0} does not exist.', run.cwd);
    problems.push({ code: 'config.cwd-missing', message, value: run.cwd, property: 'cwd' });
  }
  if (run.envFile && !(await stat(run.envFile).catch(() => undefined))?.isFile()) {
    const message = t('The environment file {0} does not exist.', run.envFile);
    problems.push({
      code: 'config.env-file-missing',
      message,
      value: run.envFile,
      property: 'envFile',
    });
  }
  return problems;
}

async function prepare(run: RunSpec, searchPath: string): Promise<PreparedRun> {
  const base = withPath(baseEnvironment(process.env), searchPath);
  const environment = await serverEnvironment(run, base);
  const command = await resolveCommand(run.command, run.cwd, pathOf(environment));
  if (!command.resolved) {
    throw new StepFailure('config', t('{0} was not found', run.command), { command });
  }
  return { run, file: command.resolved, command, environment };
}

/** Writes the port wherever `${port}` stands. */
export function fillPort(text: string, port: number): string {
  return text.replaceAll('${port}', String(port));
}

/** Where a server is to be reached; undefined for stdio, and as long as its port is not known. */
export function urlOf(definition: LaunchDefinition, port: number | undefined): string | undefined {
  if (definition.kind === 'stdio') return undefined;
  if (definition.kind === 'remote') return definition.url;
  return port === undefined ? undefined : fillPort(definition.url, port);
}

/** Arguments and environment with the port filled in. PORT is set too, unless the entry says otherwise. */
export function fillRun(
  prepared: PreparedRun,
  port: number | undefined,
): { args: string[]; environment: Environment } {
  const { run, environment } = prepared;
  if (port === undefined) return { args: run.args, environment };
  const filled = Object.entries(environment).map(([name, value]) =>
    name in run.env ? [name, fillPort(value, port)] : [name, value],
  );
  const own: Environment = 'PORT' in run.env ? {} : { PORT: String(port) };
  return {
    args: run.args.map((arg) => fillPort(arg, port)),
    environment: { ...Object.fromEntries(filled), ...own },
  };
}
