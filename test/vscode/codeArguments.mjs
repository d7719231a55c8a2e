// Reads VS Code's own arguments, as far as they mean something to the headless build.

import path from 'node:path';
import { parseArgs } from 'node:util';

/** @type {import('node:util').ParseArgsOptionsConfig} */
const OPTIONS = {
  extensionDevelopmentPath: { type: 'string', multiple: true },
  extensionTestsPath: { type: 'string' },
  'extensions-dir': { type: 'string' },
  'user-data-dir': { type: 'string' },
  'install-extension': { type: 'string', multiple: true },
  'uninstall-extension': { type: 'string', multiple: true },
  'list-extensions': { type: 'boolean' },
  'show-versions': { type: 'boolean' },
  log: { type: 'string' },
  force: { type: 'boolean' },
  'disable-workspace-trust': { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
};
/** What the server's own command line does without a window. */
const TASKS = ['install-extension', 'uninstall-extension', 'list-extensions', 'version'];

/**
 * @typedef {object} CodeArguments
 * @property {string} [folder] absolute
 * @property {string[]} extensionDevelopmentPaths absolute
 * @property {string} [extensionTestsPath] absolute
 * @property {string} [userDataDir] absolute
 * @property {string} [extensionsDir] absolute
 * @property {boolean} workspaceTrust
 * @property {string} logLevel from which on the log of a test run is printed: trace … error, off
 * @property {boolean} help
 * @property {string[]} task arguments for the server's own command line; empty to open a window
 */

/**
 * Flags of the desktop build that are not known here are passed over, as VS Code itself does.
 * @param {string[]} argv
 * @returns {CodeArguments}
 */
export function parseCodeArguments(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
  });
  /** @param {string} name */
  const paths = (name) => [values[name] ?? []].flat().map((one) => absolute(String(one)));
  return {
    extensionDevelopmentPaths: paths('extensionDevelopmentPath'),
    ...optional('folder', positionals[0] && absolute(positionals[0])),
    ...optional('extensionTestsPath', paths('extensionTestsPath')[0]),
    ...optional('userDataDir', paths('user-data-dir')[0]),
    ...optional('extensionsDir', paths('extensions-dir')[0]),
    workspaceTrust: values['disable-workspace-trust'] !== true,
    logLevel: typeof values.log === 'string' ? values.log : 'info',
    help: values.help === true,
    task: TASKS.some((name) => name in values) ? taskArguments(values) : [],
  };
}

/** @param {Record<string, unknown>} values */
function taskArguments(values) {
  return [...TASKS, 'show-versions', 'force'].flatMap((name) =>
    [values[name] ?? []].flat().flatMap((value) => {
      if (typeof value !== 'string') return [`--${name}`];
      return [`--${name}`, value.endsWith('.vsix') ? absolute(value) : value];
    }),
  );
}

/** @param {string} file a path, or a `file:` URI as some callers pass it */
function absolute(file) {
  return path.resolve(file.startsWith('file:') ? decodeURI(new URL(file).pathname) : file);
}

/**
 * @template {string} K
 * @param {K} key
 * @param {string | undefined} value
 * @returns {{ [key in K]?: string }}
 */
function optional(key, value) {
  return /** @type {{ [key in K]?: string }} */ (value ? { [key]: value } : {});
}
