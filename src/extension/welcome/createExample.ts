import {
  commands,
  l10n,
  type QuickPickItem,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import type { EntryJson } from '../../shared/adding/entryDraft';
import { proposeRunners } from '../adding/proposeRunners';
import type { CommandServices } from '../commands/registerCommands';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ConfigSource } from '../sources/configSource';
import {
  EXAMPLE_TOOL,
  EXAMPLES,
  type ExampleLanguage,
  freeName,
  installSteps,
  isExampleLanguage,
} from './exampleFiles';
import { installLibraries } from './installLibraries';

const FOLDER = 'example-server';
const NAME = 'example';

export type ExampleServices = Pick<
  CommandServices,
  'registry' | 'trust' | 'panels' | 'actions' | 'extensionUri'
>;

/**
 * Writes a small server into the workspace, gets its libraries, starts it and shows its tool in the Inspector.
 * @param argument the language, if it is known already
 */
export async function createExample(services: ExampleServices, argument?: unknown): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const language = isExampleLanguage(argument) ? argument : await askLanguage();
  if (language === undefined) return;
  const target = await writeExample(services.extensionUri, folder, language);
  const program = Uri.joinPath(target, EXAMPLES[language].program);
  await window.showTextDocument(program, { preview: false });
  const isInstalled = await install(language, program, target);
  const id = await configure(services, folder, program);
  services.panels.open(id, { reveal: { screen: 'tools', item: EXAMPLE_TOOL } });
  if (isInstalled) await services.actions.start(id);
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return window.showWorkspaceFolderPick();
  const [only] = folders;
  if (only !== undefined) return only;
  const open = l10n.t('Open Folder');
  const words = l10n.t('The example is written into a folder. Open one first.');
  if ((await window.showInformationMessage(words, open)) === open) {
    await commands.executeCommand('vscode.openFolder');
  }
  return undefined;
}

async function askLanguage(): Promise<ExampleLanguage | undefined> {
  const items: (QuickPickItem & { language: ExampleLanguage })[] = [
    {
      label: 'TypeScript',
      detail: l10n.t('Runs on Node.js 22.18 or later; npm gets the official SDK'),
      language: 'typescript',
    },
    {
      label: 'Python',
      detail: l10n.t('Runs by uv, or else in a virtual environment; the official SDK is fetched'),
      language: 'python',
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Create Example Server'),
    placeHolder: l10n.t('In which language?'),
  });
  return picked?.language;
}

/** @returns the new folder, which is below that of the workspace */
async function writeExample(
  extensionUri: Uri,
  folder: WorkspaceFolder,
  language: ExampleLanguage,
): Promise<Uri> {
  const there = new Set((await workspace.fs.readDirectory(folder.uri)).map(([name]) => name));
  const target = Uri.joinPath(
    folder.uri,
    freeName(FOLDER, (name) => there.has(name)),
  );
  const templates = Uri.joinPath(extensionUri, 'media', 'example', language);
  await workspace.fs.createDirectory(target);
  for (const name of EXAMPLES[language].files) {
    await workspace.fs.copy(Uri.joinPath(templates, name), Uri.joinPath(target, name));
  }
  return target;
}

async function install(language: ExampleLanguage, program: Uri, target: Uri): Promise<boolean> {
  const steps = installSteps(language, {
    hasUv: (await likeliestEntry(program)).command === 'uv',
    windows: process.platform === 'win32',
  });
  return steps.length === 0 || installLibraries(steps, target);
}

/** Writes the server to the workspace's configuration. */
async function configure(
  { registry, trust }: ExampleServices,
  folder: WorkspaceFolder,
  program: Uri,
): Promise<string> {
  const source = sourceFor(registry, folder);
  const entries = registry.contents.get(source)?.config.entries ?? [];
  const name = freeName(NAME, (taken) => entries.some((entry) => entry.name === taken));
  await source.add(name, await likeliestEntry(program));
  await registry.reload(source);
  const id = `${source.key}/${name}`;
  const configured = registry.get(id)?.configured;
  // The person has asked for what is run, and has it before their eyes.
  if (configured !== undefined) await trust.approve({ id, configured });
  return id;
}

/** The files of the folder come first, and VS Code's among them. */
function sourceFor(
  registry: ServerRegistry,
  folder: WorkspaceFolder,
): ConfigSource & Required<Pick<ConfigSource, 'add'>> {
  const writable = [...registry.contents.keys()].filter((source) => source.add !== undefined);
  const source = writable.find((one) => one.folder === folder) ?? writable[0];
  if (source === undefined) {
    throw new Error(l10n.t('There is no file that servers can be written to.'));
  }
  return source as ConfigSource & Required<Pick<ConfigSource, 'add'>>;
}

async function likeliestEntry(program: Uri): Promise<EntryJson> {
  const runners = await proposeRunners(program);
  const [likeliest] = runners?.proposals ?? [];
  if (likeliest === undefined) throw new Error(l10n.t('{0} cannot be run.', program.fsPath));
  return likeliest.entry;
}
