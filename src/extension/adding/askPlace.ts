import { l10n, ThemeIcon, workspace } from 'vscode';
import { adaptDraft } from '../../shared/adding/adaptDraft';
import { type EntryDraft, isLaunchedHttp } from '../../shared/adding/entryDraft';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ConfigSource } from '../sources/configSource';
import { SettingSource } from '../sources/settingSource';
import type { Adding, WritableSource } from './adding';
import { type Answer, BACK, type Step } from './runSteps';
import { askPick, askText, type Choice } from './steps';

/** Files that VS Code reads: those of the workspace, and that of the person. */
const FILES = /^(?:vscode|root)(?:@|$)|^vscodeUser$/;

/** Asks where the servers are to be written, and under which name. The drafts are fitted to the place. */
export function askPlace(registry: ServerRegistry, adding: Adding): readonly Step[] {
  let asked: readonly EntryDraft[] = [];
  return [
    async (canGoBack) => {
      const source = await askSource(registry, adding, canGoBack);
      if (source === undefined || source === BACK) return source;
      adding.source = source.source;
      return source.wasAsked ? 'next' : 'skip';
    },
    async (canGoBack) => {
      // Whoever comes back to this question has had its answer put into the drafts.
      asked = adding.drafts;
      const name = await askName(registry, adding, canGoBack);
      if (name === undefined || name === BACK) return name;
      const taken = new Set(entriesOf(registry, adding.source!).map((entry) => entry.name));
      adding.drafts = asked.map((draft) => {
        const own = asked.length === 1 ? name : freeName(draft.name, taken);
        taken.add(own);
        return fitted(registry, { ...draft, name: own }, adding);
      });
      return asked.length === 1 ? 'next' : 'skip';
    },
  ];
}

async function askSource(
  registry: ServerRegistry,
  { drafts, folder }: Adding,
  canGoBack: boolean,
): Promise<Answer<{ source: WritableSource; wasAsked: boolean }>> {
  const sources = targets(
    registry,
    drafts.some(({ entry }) => isLaunchedHttp(entry)),
  );
  const own = sources.filter((source) => source.folder === folder);
  const sorted =
    folder === undefined ? sources : [...own, ...sources.filter((one) => !own.includes(one))];
  const [only] = sorted;
  if (only === undefined)
    throw new Error(l10n.t('There is no file that servers can be written to.'));
  if (sorted.length === 1) return { source: only, wasAsked: false };
  const source = await askPick({
    title: l10n.t('Where to Write It'),
    placeholder: l10n.t('Who is to have the server?'),
    canGoBack,
    choices: sorted.map(choiceOf),
  });
  return source === undefined || source === BACK ? source : { source, wasAsked: true };
}

/** Only our own setting can say how an HTTP server is started. */
function targets(registry: ServerRegistry, launched: boolean): WritableSource[] {
  const sources = [...registry.contents.keys()].filter(isWritable);
  const settings = sources.filter((source) => source instanceof SettingSource);
  if (launched) return settings;
  const files = sources.filter(({ key }) => FILES.test(key));
  return files.length > 0 ? files : settings;
}

function isWritable(source: ConfigSource): source is WritableSource {
  return source.add !== undefined;
}

function choiceOf(source: WritableSource): Choice<WritableSource> {
  const { label, key } = source;
  const icon = source instanceof SettingSource ? 'settings-gear' : 'json';
  return { label, detail: detailOf(key), iconPath: new ThemeIcon(icon), value: source };
}

function detailOf(key: string): string {
  const [kind] = key.split('@');
  switch (kind) {
    case 'vscode':
      return l10n.t('Whoever opens this folder in VS Code');
    case 'root':
      return l10n.t('Whoever opens this folder, in Claude Code and other clients too');
    case 'settings':
      return l10n.t('Whoever opens this folder, through Portcullis');
    case 'user':
      return l10n.t('You, in every workspace, through Portcullis');
    default:
      return l10n.t('You, in every workspace');
  }
}

async function askName(
  registry: ServerRegistry,
  { drafts, source }: Adding,
  canGoBack: boolean,
): Promise<Answer<string>> {
  if (drafts.length !== 1) return '';
  const taken = new Set(entriesOf(registry, source!).map((entry) => entry.name));
  return askText({
    title: l10n.t('Name of the Server'),
    prompt: l10n.t('Under this name it is written to {0}', source!.label),
    value: freeName(drafts[0]!.name, taken),
    canGoBack,
    validate: (text) =>
      taken.has(text) ? l10n.t('There is a server of this name already.') : undefined,
  });
}

function fitted(registry: ServerRegistry, draft: EntryDraft, { source, folder }: Adding) {
  const own = source!.folder ?? workspace.workspaceFolders?.[0];
  const place = folder === undefined || folder === own ? undefined : folder.uri.fsPath;
  const isOfUser = !source!.fromWorkspace;
  const home = isOfUser ? (folder ?? workspace.workspaceFolders?.[0])?.uri.fsPath : place;
  return adaptDraft(draft, {
    keepsInputs: source!.keepsInputs,
    inputs: registry.contents.get(source!)?.config.inputs ?? [],
    isShared: source!.variables === 'claude',
    ...(home === undefined ? {} : { workspaceFolder: home }),
  });
}

function entriesOf(registry: ServerRegistry, source: ConfigSource) {
  return registry.contents.get(source)?.config.entries ?? [];
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  return free;
}
