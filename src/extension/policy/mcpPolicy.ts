import { type Disposable, EventEmitter, type WorkspaceConfiguration, workspace } from 'vscode';
import { DisposableStore } from '../util/disposableStore';
import {
  judge,
  judgeWritten,
  readMatchers,
  type ServerIdentity,
  type ServerLists,
} from './serverLists';

const SECTION = 'chat.mcp';

/** Which servers VS Code's own chat may use: `registry` means those of the registry that VS Code is set to. */
export type ChatAccess = 'all' | 'registry' | 'none';

/** Why a server must not be started. */
export interface PolicyRefusal {
  readonly reason: 'none' | 'registry' | 'denied' | 'notAllowed';
  /** The setting of VS Code that says so. */
  readonly setting: string;
}

/**
 * What VS Code's settings for MCP allow, which organizations set by policies. The lists of allowed and denied
 * servers count for every start. `chat.mcp.access` is about the chat when the user sets it; when a policy does, it
 * keeps every server from being started that cannot be known to be in the registry.
 */
export class McpPolicy implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new EventEmitter<void>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.#changed.fire();
      }),
    );
  }

  get chatAccess(): ChatAccess {
    return chatAccess(settings());
  }

  /**
   * @param phase whether variables have their values already
   * @returns undefined when the server may be started
   */
  refusal(server: ServerIdentity, phase: 'written' | 'resolved'): PolicyRefusal | undefined {
    const current = settings();
    const imposed = imposedAccess(current);
    if (imposed !== 'all') return { reason: imposed, setting: accessSetting(current) };
    const lists = serverLists(current);
    const verdict = phase === 'written' ? judgeWritten(lists, server) : judge(lists, server);
    if (verdict === 'allowed') return undefined;
    const list = verdict === 'denied' ? 'deniedServers' : 'allowedServers';
    return { reason: verdict, setting: `${SECTION}.${list}` };
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function settings(): WorkspaceConfiguration {
  return workspace.getConfiguration(SECTION);
}

/** Before VS Code 1.103 there was `chat.mcp.enabled` alone. */
function chatAccess(current: WorkspaceConfiguration): ChatAccess {
  const access = current.get<unknown>('access');
  if (access === 'none' || access === 'registry') return access;
  return current.get<unknown>('enabled') === false ? 'none' : 'all';
}

/** VS Code gives extensions the value of a policy in the place of the default. */
function imposedAccess(current: WorkspaceConfiguration): ChatAccess {
  const access = current.inspect<unknown>('access')?.defaultValue;
  if (access === 'none' || access === 'registry') return access;
  return current.inspect<unknown>('enabled')?.defaultValue === false ? 'none' : 'all';
}

function accessSetting(current: WorkspaceConfiguration): string {
  const isNew = current.inspect<unknown>('access')?.defaultValue !== undefined;
  return `${SECTION}.${isNew ? 'access' : 'enabled'}`;
}

function serverLists(current: WorkspaceConfiguration): ServerLists {
  const allowed = readMatchers(current.get('allowedServers'));
  const denied = readMatchers(current.get('deniedServers')) ?? [];
  if (current.get<unknown>('allowManagedServersOnly') !== true) return { allowed, denied };
  // Only the policy's own list allows; what anybody denies is denied.
  const { defaultValue, globalValue, workspaceValue } =
    current.inspect<unknown>('deniedServers') ?? {};
  return {
    allowed: readMatchers(current.inspect<unknown>('allowedServers')?.defaultValue) ?? [],
    denied: [defaultValue, globalValue, workspaceValue].flatMap((list) => readMatchers(list) ?? []),
  };
}
