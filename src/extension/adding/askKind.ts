import { env, l10n, ThemeIcon, UIKind, window, workspace } from 'vscode';
import {
  type DetectedServers,
  detectServers,
  looksLikeServers,
} from '../../shared/adding/detectServers';
import { suggestName } from '../../shared/adding/suggestName';
import { parseTyped } from '../../shared/config/parseTyped';
import type { Adding, AddingServices } from './adding';
import { askCommandLine, askUrl } from './askLine';
import { askPackage } from './askPackage';
import { askPasted } from './askPasted';
import { askRunner } from './askRunner';
import { askServerJson } from './askServerJson';
import { detectedSteps } from './detectedSteps';
import { askImport } from './importServers';
import { languageOf } from './projectFacts';
import { type Answer, BACK, type Step } from './runSteps';
import { askPick, type Choice } from './steps';

/** How a person says what is to be added. */
export type Kind =
  | { readonly kind: 'command' | 'launched' | 'url' | 'npm' | 'pypi' | 'file' }
  | { readonly kind: 'paste' | 'serverJson' | 'import' }
  | { readonly kind: 'clipboard'; readonly detected: DetectedServers };

const PREVIEW = 60;

export async function askKind(): Promise<Answer<Kind>> {
  return askPick<Kind>({
    title: l10n.t('Add MCP Server'),
    placeholder: l10n.t('What do you have of the server?'),
    canGoBack: false,
    choices: [...(await clipboardChoices()), ...fileChoices(), ...otherChoices()],
  });
}

/** The questions that a kind asks before it is clear what is to be added. */
export function kindSteps(
  kind: Kind,
  adding: Adding,
  { globalStorageUri }: Pick<AddingServices, 'globalStorageUri'>,
): readonly Step[] {
  const line = (
    ask: (canGoBack: boolean) => Promise<Answer<string>>,
    take: (text: string) => void,
  ) => [
    async (canGoBack: boolean): Promise<Answer<'next'>> => {
      const text = await ask(canGoBack);
      if (text === undefined || text === BACK) return text;
      take(text);
      return 'next';
    },
  ];
  switch (kind.kind) {
    case 'clipboard':
      adding.isForeign = true;
      return detectedSteps(kind.detected, adding);
    case 'command':
      return line(
        (canGoBack) => askCommandLine({ canGoBack }),
        (text) => takeLine(text, adding),
      );
    case 'url':
      return line(
        (canGoBack) => askUrl({ canGoBack }),
        (text) => takeLine(text, adding),
      );
    case 'launched':
      return line(
        (canGoBack) => askCommandLine({ canGoBack }),
        (text) => takeLaunched(text, adding),
      );
    case 'npm':
    case 'pypi':
      return [askPackage(kind.kind, adding)];
    case 'file':
      return [askRunner(adding)];
    case 'paste':
      adding.isForeign = true;
      return [askPasted(adding)];
    case 'serverJson':
      adding.isForeign = true;
      return [askServerJson(adding)];
    case 'import':
      adding.isForeign = true;
      return [askImport(adding, globalStorageUri)];
  }
}

function takeLine(text: string, adding: Adding): void {
  const detected = detectServers(text);
  if (detected !== undefined && detected.kind !== 'registry') adding.drafts = detected.drafts;
}

/** Most programs take their port from PORT; one that takes it from an argument is told there. */
function takeLaunched(text: string, adding: Adding): void {
  const run = parseTyped(text)!;
  const isTold = text.includes('${port}');
  const entry = {
    type: 'http',
    url: 'http://127.0.0.1:${port}/mcp',
    ...run,
    ...(isTold ? {} : { env: { PORT: '${port}' } }),
    port: 'auto',
  };
  adding.drafts = [{ name: suggestName(entry), entry, inputs: [] }];
}

async function clipboardChoices(): Promise<Choice<Kind>[]> {
  // A browser would ask whether it may be read, whatever the person came for.
  if (env.uiKind === UIKind.Web) return [];
  const text = await env.clipboard.readText();
  const detected = detectServers(text);
  if (detected === undefined || !looksLikeServers(text, detected)) return [];
  return [
    {
      label: l10n.t('From the clipboard'),
      description: clipboardWords(text, detected),
      iconPath: new ThemeIcon('clippy'),
      value: { kind: 'clipboard', detected },
    },
  ];
}

function clipboardWords(text: string, detected: DetectedServers): string {
  if (detected.kind === 'registry') return detected.server.title ?? detected.server.name;
  const { drafts } = detected;
  if (detected.kind === 'configuration' || detected.kind === 'link') {
    return drafts.map(({ name }) => name).join(', ');
  }
  const line = text.trim();
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW)}…` : line;
}

function fileChoices(): Choice<Kind>[] {
  const uri = window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file' || languageOf(uri.path) === undefined) return [];
  return [
    {
      label: l10n.t('The open file'),
      description: workspace.asRelativePath(uri),
      detail: l10n.t('Runs the file in the way that its project has'),
      iconPath: new ThemeIcon('file-code'),
      value: { kind: 'file' },
    },
  ];
}

function otherChoices(): Choice<Kind>[] {
  const choice = (
    kind: Exclude<Kind['kind'], 'clipboard'>,
    icon: string,
    label: string,
    detail: string,
  ) => ({
    label,
    detail,
    iconPath: new ThemeIcon(icon),
    value: { kind },
  });
  return [
    choice(
      'command',
      'terminal',
      l10n.t('Command line'),
      l10n.t('A program that speaks MCP over stdio'),
    ),
    choice(
      'launched',
      'server-process',
      l10n.t('HTTP server to start'),
      l10n.t('A program that serves MCP over HTTP; Portcullis starts it on a port of its own'),
    ),
    choice('url', 'globe', l10n.t('URL'), l10n.t('An HTTP server that is running already')),
    choice('npm', 'package', l10n.t('npm package'), l10n.t('Run by npx')),
    choice('pypi', 'package', l10n.t('PyPI package'), l10n.t('Run by uvx')),
    choice(
      'paste',
      'json',
      l10n.t('Configuration'),
      l10n.t('JSON or TOML of any MCP client, pasted'),
    ),
    choice(
      'serverJson',
      'file',
      l10n.t('server.json of the MCP registry'),
      l10n.t('Tells how a package is run, and what it needs to know'),
    ),
    choice(
      'import',
      'cloud-download',
      l10n.t('Another client'),
      l10n.t('Servers of Claude, Cursor, Codex and others on this machine'),
    ),
  ];
}
