import { l10n, ThemeIcon, type Uri, window, workspace } from 'vscode';
import { readServerJson } from '../../shared/adding/readServerJson';
import { messageOf } from '../util/messageOf';
import type { Adding } from './adding';
import { registrySteps } from './registrySteps';
import { type Answer, BACK, runSteps, type Step } from './runSteps';
import { askPick } from './steps';

const MAX_FILES = 20;

/** Asks for a `server.json`, and how what it describes is to be run. */
export function askServerJson(adding: Adding): Step {
  return async (canGoBack) => {
    const uri = await askFile(canGoBack);
    if (uri === undefined || uri === BACK) return uri;
    const server = readServerJson(await parsed(uri));
    if (server === undefined) {
      throw new Error(
        l10n.t('{0} is no server.json of the MCP registry.', workspace.asRelativePath(uri)),
      );
    }
    const outcome = await runSteps(registrySteps(server, adding), true);
    return outcome === 'done' ? 'next' : outcome;
  };
}

async function askFile(canGoBack: boolean): Promise<Answer<Uri>> {
  const found = await workspace.findFiles('**/server.json', '**/node_modules/**', MAX_FILES);
  if (found.length === 0) return browse();
  const chosen = await askPick<Uri | 'browse'>({
    title: 'server.json',
    placeholder: l10n.t('Pick the file'),
    canGoBack,
    choices: [
      ...found.map((uri) => ({
        label: workspace.asRelativePath(uri),
        iconPath: new ThemeIcon('json'),
        value: uri,
      })),
      {
        label: l10n.t('Browse…'),
        iconPath: new ThemeIcon('folder-opened'),
        value: 'browse' as const,
      },
    ],
  });
  return chosen === 'browse' ? browse() : chosen;
}

async function browse(): Promise<Uri | undefined> {
  const uris = await window.showOpenDialog({
    title: 'server.json',
    openLabel: l10n.t('Add Server'),
    filters: { JSON: ['json'] },
  });
  return uris?.[0];
}

async function parsed(uri: Uri): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch (error) {
    throw new Error(
      l10n.t('{0} cannot be read: {1}', workspace.asRelativePath(uri), messageOf(error)),
      { cause: error },
    );
  }
}
