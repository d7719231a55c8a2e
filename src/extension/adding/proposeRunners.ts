import { l10n, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import type { RunnerReason } from '../../shared/adding/projectFacts';
import { proposeRunners as propose, type RunnerProposal } from '../../shared/adding/proposeRunners';
import { looksLikeServer } from '../../shared/adding/serverSource';
import { languageOf, readProjectFacts } from './projectFacts';

/** How a file can be run as a server. */
export interface FileRunners {
  /** The likeliest first, never empty. `${workspaceFolder}` in them is `folder`. */
  readonly proposals: readonly RunnerProposal[];
  readonly folder?: WorkspaceFolder;
  /** The file imports a library that MCP servers are written with. */
  readonly isServer: boolean;
}

/** The ways to run a Python, TypeScript or JavaScript file; undefined for a file of another kind. */
export async function proposeRunners(fileUri: Uri): Promise<FileRunners | undefined> {
  const language = fileUri.scheme === 'file' ? languageOf(fileUri.path) : undefined;
  if (language === undefined) return undefined;
  const folder = workspace.getWorkspaceFolder(fileUri);
  const document = await workspace.openTextDocument(fileUri);
  const text = document.getText();
  const facts = await readProjectFacts(fileUri.fsPath, text, folder?.uri.fsPath);
  return {
    proposals: propose(facts),
    isServer: looksLikeServer(text, language),
    ...(folder === undefined ? {} : { folder }),
  };
}

/** Why a way to run a file is proposed, in a few words. */
export function reasonWords(reason: RunnerReason): string {
  switch (reason) {
    case 'inlineScript':
      return l10n.t('the script names its own dependencies');
    case 'uvProject':
      return l10n.t('in the project, by uv');
    case 'projectScript':
      return l10n.t('a script of pyproject.toml');
    case 'virtualEnvironment':
      return l10n.t('in the virtual environment');
    case 'poetry':
      return l10n.t('in the project, by Poetry');
    case 'interpreter':
      return l10n.t('by the Python of the system');
    case 'shebang':
      return l10n.t('as its first line says');
    case 'tsx':
      return l10n.t('by tsx, which the project has installed');
    case 'tsxDownload':
      return l10n.t('by tsx, which is fetched for it');
    case 'tsNode':
      return l10n.t('by ts-node, which the project has installed');
    case 'stripTypes':
      return l10n.t('by Node.js, which leaves the types out');
    case 'node':
      return l10n.t('by Node.js');
    case 'built':
      return l10n.t('what the compiler made of it');
    case 'packageScript':
      return l10n.t('a script of package.json');
    case 'bun':
      return l10n.t('by Bun');
    case 'deno':
      return l10n.t('by Deno');
  }
}
