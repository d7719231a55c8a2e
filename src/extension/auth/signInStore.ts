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

/** A sign-in that is kept, as a person knows it. */
export interface KeptSignIn {
  readonly key: string;
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

  /** Of all workspaces: secret storage cannot list what it holds. */
  get all(): readonly KeptSignIn[] {
    return this.context.globalState.get<readonly KeptSignIn[]>(INDEX, []);
  }

  async read(scope: SignInScope): Promise<string | undefined> {
    const key = await this.#key(scope);
    const value = await this.context.secrets.get(key);
    // Windows write the list without knowing of each other.
    if (value !== undefined) await this.#list(key, scope);
    return value;
  }

  /** `undefined` forgets it. */
  async write(scope: SignInScope, value: string | undefined): Promise<void> {
    const key = await this.#key(scope);
    if (value === undefined) return this.forget([key]);
    await this.#list(key, scope);
    await this.context.secrets.store(key, value);
  }

  async forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.context.secrets.delete(key);
    await this.#keep(this.all.filter(({ key }) => !keys.includes(key)));
  }

  async #list(key: string, { name, url }: SignInScope): Promise<void> {
    if (this.all.some((kept) => kept.key === key)) return;
    await this.#keep([...this.all, { key, name, url }]);
  }

  async #keep(all: readonly KeptSignIn[]): Promise<void> {
    await this.context.globalState.update(INDEX, all);
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
