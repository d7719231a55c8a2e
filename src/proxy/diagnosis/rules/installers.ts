import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import { baseName, fix } from '../verdict';

type Installers = Readonly<Partial<Record<NodeJS.Platform, string>>>;
const NODE: Installers = { darwin: 'brew install node', win32: 'winget install OpenJS.NodeJS.LTS' };
const UV: Installers = {
  darwin: 'brew install uv',
  win32: 'winget install astral-sh.uv',
  linux: 'pipx install uv',
};
const INSTALLERS: Readonly<Record<string, Installers>> = {
  node: NODE,
  npx: NODE,
  npm: NODE,
  uv: UV,
  uvx: UV,
  bun: { darwin: 'brew install bun', linux: 'npm install -g bun', win32: 'npm install -g bun' },
  deno: {
    darwin: 'brew install deno',
    linux: 'npm install -g deno',
    win32: 'winget install DenoLand.Deno',
  },
  pipx: {
    darwin: 'brew install pipx',
    linux: 'python3 -m pip install --user pipx',
    win32: 'py -m pip install --user pipx',
  },
};

/** Installs a program that servers are often started with, where the system has one way to do it. */
export function install(name: string, platform: NodeJS.Platform): Fix | undefined {
  const tool = baseName(name).replace(/\.(?:exe|cmd)$/i, '');
  const command = Object.hasOwn(INSTALLERS, tool) ? INSTALLERS[tool]?.[platform] : undefined;
  if (!command) return undefined;
  return fix('install', t('Install {0}', tool), { kind: 'runInTerminal', command });
}
