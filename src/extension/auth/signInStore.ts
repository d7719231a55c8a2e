import { randomUUID } from 'node:crypto';
import type { ExtensionContext } from 'vscode';

const PREFIX = 'signIn/';
const INDEX = 'signIns';
/** Names the workspace among all whose secrets VS Code keeps in one storage. */
const WORKSPACE = 'signIns.workspace';

/** A server, as its sign-in is kept for it. */
export interface SignInScope {
  /** Of the server's entry: its source, and its name there. */
  readonly source: string;
  readonly name: string;
  readonly url: string;
}

/**
 * The sign-ins to servers, in VS Code's secret storage. One to a server on the network counts in every
 * workspace. What is at an address of this machine depends on what was started there, so a sign-in to that
 * counts for the one entry only, whatever port it gets.
 */
export class SignInStore {
  constructor(
    private readonly context: Pick<ExtensionContext, 'secrets' | 'globalState' | 'workspaceState'>,
  ) {}

  async read(scope: SignInScope): Promise<string | undefined> {
    return this.context.secrets.get(await this.#key(scope));
  }

  /** `undefined` forgets it. */
  async write(scope: SignInScope, value: string | undefined): Promise<void> {
    const key = await this.#key(scope);
    if (value === undefined) await this.#forget([key]);
    else {
      await this.#keep([...new Set([...this.#keys, key])]);
      await this.context.secrets.store(key, value);
    }
  }

  /** Forgets all, and says how many there were. */
  async clear(): Promise<number> {
    const keys = this.#keys;
    await this.#forget(keys);
    return keys.length;
  }

  async #forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.context.secrets.delete(key);
    await this.#keep(this.#keys.filter((key) => !keys.includes(key)));
  }

  /** Secret storage cannot list what it holds. */
  get #keys(): readonly string[] {
    return this.context.globalState.get<readonly string[]>(INDEX, []);
  }

  async #keep(keys: readonly string[]): Promise<void> {
    await this.context.globalState.update(INDEX, keys);
  }

  async #key({ source, name, url }: SignInScope): Promise<string> {
    const { protocol, hostname, pathname, search, href } = new URL(url);
    if (!isOfThisMachine(hostname)) return `${PREFIX}${href}`;
    const place = `${protocol}//${hostname}${pathname}${search}`;
    return PREFIX + JSON.stringify([await this.#workspace(), source, name, place]);
  }

  async #workspace(): Promise<string> {
    const known = this.context.workspaceState.get<string>(WORKSPACE);
    if (known !== undefined) return known;
    const id = randomUUID();
    await this.context.workspaceState.update(WORKSPACE, id);
    return id;
  }
}

function isOfThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}
