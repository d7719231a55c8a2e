import type { l10n } from 'vscode';
import { visible } from '../../shared/text/visible';
import { changedFacts, type LaunchFacts } from './launchFacts';

type Words = Pick<typeof l10n, 't'>;

/** Beyond this, a line would push what follows off the screen: the entry itself must be read. */
const MAX_LINE = 1_200;

/** What an entry starts or connects to, line by line. */
export function describeLaunch(facts: LaunchFacts, words: Words): string[] {
  const { command, cwd, envFile, url, uses, commands } = facts;
  const lines: string[] = [];
  const add = (line: string) => lines.push(line);
  const names = (prefix: string) =>
    Object.keys(facts)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const [what, address] = command?.text === undefined ? [url?.text] : [command.text, url?.text];
  if (what !== undefined) add(what);
  if (address !== undefined) add(words.t('Address: {0}', address));
  const environment = names('env.');
  const headers = names('headers.');
  if (cwd?.text !== undefined) add(words.t('Folder: {0}', cwd.text));
  if (environment.length > 0) add(words.t('Environment: {0}', environment.join(', ')));
  if (envFile?.text !== undefined) add(words.t('Environment file: {0}', envFile.text));
  if (headers.length > 0) add(words.t('Headers: {0}', headers.join(', ')));
  if (uses?.text !== undefined) add(words.t('Uses: {0}', uses.text.split('\n').join(', ')));
  if (commands?.text !== undefined) {
    add(words.t('VS Code commands: {0}', commands.text.split('\n').join(', ')));
  }
  for (const [key, { text }] of Object.entries(facts)) {
    if (isOther(key) && text !== undefined) add(`${key}: ${text}`);
  }
  return lines.map((line) => fit(visible(line), words));
}

/** What differs from what was agreed to, line by line. */
export function describeChanges(before: LaunchFacts, after: LaunchFacts, words: Words): string[] {
  return changedFacts(before, after)
    .flatMap((key) =>
      describeChange(key, before[key]?.text, after[key]?.text, before, after, words),
    )
    .map((line) => fit(visible(line), words));
}

function describeChange(
  key: string,
  was: string | undefined,
  is: string | undefined,
  before: LaunchFacts,
  after: LaunchFacts,
  words: Words,
): string[] {
  const label = labelOf(key, words);
  if (!(key in after)) return [words.t('− {0}: {1}', label, was ?? words.t('removed'))];
  if (!(key in before)) return [words.t('+ {0}: {1}', label, is ?? words.t('added'))];
  // What is hidden, or is written in another way only.
  if (was === is) return [words.t('{0}: another value', label)];
  return [words.t('− {0}: {1}', label, was ?? ''), words.t('+ {0}: {1}', label, is ?? '')];
}

function labelOf(key: string, words: Words): string {
  switch (key) {
    case 'command':
      return words.t('Command');
    case 'cwd':
      return words.t('Folder');
    case 'envFile':
      return words.t('Environment file');
    case 'url':
      return words.t('Address');
    case 'uses':
      return words.t('Uses');
    case 'commands':
      return words.t('VS Code commands');
    default:
      if (key.startsWith('env.')) return words.t('Environment variable {0}', key.slice(4));
      if (key.startsWith('headers.')) return words.t('Header {0}', key.slice(8));
      return key;
  }
}

function isOther(key: string): boolean {
  return !/^(?:command|cwd|envFile|url|uses|commands|(?:env|headers)\..*)$/s.test(key);
}

function fit(line: string, words: Words): string {
  if (line.length <= MAX_LINE) return line;
  const rest = line.length - MAX_LINE;
  return words.t('{0}… ({1} more characters: read the entry first)', line.slice(0, MAX_LINE), rest);
}
