import type { ServerCapabilities } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { Emitter } from 'vscode-jsonrpc/node';
import { type Catalog, EMPTY_CATALOG } from '../../shared/model/session';
import { isObject } from '../transport/jsonRpc';
import { METHOD_NOT_FOUND } from './connection';
import { headerFault } from './headerFault';
import { type Listing, listAll } from './listAll';
import { Relister } from './relister';
import type { SessionLink } from './sessionLink';

const PAGE_TIMEOUT_MS = 60_000;
/** How many faulty tools are told by name. */
const MAX_NAMED = 5;

type ListKey = 'tools' | 'resources' | 'resourceTemplates' | 'prompts';

interface ListKind {
  readonly key: ListKey;
  readonly method: string;
  /** The capability without which a server is not asked. */
  readonly capability: keyof ServerCapabilities & string;
  /** Says that the list has changed. */
  readonly notification: string;
}

const RESOURCES_CHANGED = 'notifications/resources/list_changed';
const KINDS: readonly ListKind[] = [
  {
    key: 'tools',
    method: 'tools/list',
    capability: 'tools',
    notification: 'notifications/tools/list_changed',
  },
  {
    key: 'resources',
    method: 'resources/list',
    capability: 'resources',
    notification: RESOURCES_CHANGED,
  },
  {
    key: 'resourceTemplates',
    method: 'resources/templates/list',
    capability: 'resources',
    notification: RESOURCES_CHANGED,
  },
  {
    key: 'prompts',
    method: 'prompts/list',
    capability: 'prompts',
    notification: 'notifications/prompts/list_changed',
  },
];

/** What the server offers: listed in full, as it was sent, and again when the server says that it changed. */
export class CatalogKeeper {
  readonly #link: SessionLink;
  readonly #changed = new Emitter<Catalog>();
  readonly #relisters: readonly Relister[];
  #catalog: Catalog;

  readonly onDidChange = this.#changed.event;

  /** @param before what the server had listed in another session: it stands until it is listed anew */
  constructor(link: SessionLink, before: Catalog = EMPTY_CATALOG) {
    this.#link = link;
    const kinds = KINDS.filter(({ capability }) =>
      isObject(link.negotiated.capabilities[capability]),
    );
    const known = kinds.map(({ key }) => [key, before[key]] as const);
    this.#catalog = {
      ...EMPTY_CATALOG,
      ...Object.fromEntries(known),
      revision: before.revision,
    };
    this.#relisters = kinds.map((kind) => new Relister(() => this.#list(kind)));
    link.connection.onNotification(({ method }) => {
      kinds.forEach((kind, index) => {
        if (kind.notification === method) this.#relisters[index]!.changed();
      });
    });
    link.connection.onClose(() => this.stop());
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  /** Never rejects: what could not be listed stands in `errors`. */
  async refresh(): Promise<Catalog> {
    await Promise.all(this.#relisters.map((relister) => relister.run()));
    return this.#catalog;
  }

  /** Lists nothing any more by itself. */
  stop(): void {
    for (const relister of this.#relisters) relister.stop();
  }

  async #list({ key, method }: ListKind): Promise<void> {
    let listing: Listing;
    try {
      listing = await listAll((cursor) => this.#page(method, cursor), key);
    } catch (error) {
      listing = { items: [], message: error instanceof Error ? error.message : String(error) };
    }
    if (this.#link.connection.isClosed) return;
    this.#publish(key, method, listing);
  }

  #page(method: string, cursor: string | undefined) {
    const params = cursor === undefined ? {} : { cursor };
    return this.#link.send({ method, params, timeout: PAGE_TIMEOUT_MS }).answer;
  }

  #publish(key: ListKey, method: string, listing: Listing): void {
    const errors = this.#catalog.errors.filter((error) => error.method !== method);
    const message = 'message' in listing ? listing.message : undefined;
    // Templates have no capability of their own: many servers with resources know nothing of them.
    const isAbsent =
      key === 'resourceTemplates' && 'code' in listing && listing.code === METHOD_NOT_FOUND;
    if (message !== undefined && !isAbsent) errors.push({ method, message });
    const items = listing.items.filter(isObject);
    if (items.length < listing.items.length) {
      errors.push({
        method,
        message: t('{0} items are no objects', listing.items.length - items.length),
      });
    }
    const { era } = this.#link.negotiated;
    const unfit = key === 'tools' && era === 'modern' ? unfitTools(items) : undefined;
    if (unfit !== undefined) errors.push({ method, message: unfit });
    // A list that fails halfway is no reason to forget what was known.
    const known = this.#catalog[key];
    const kept = message !== undefined && items.length < known.length ? known : items;
    this.#catalog = {
      ...this.#catalog,
      [key]: kept,
      errors,
      revision: this.#catalog.revision + 1,
    };
    this.#changed.fire(this.#catalog);
  }
}

/** Tools that other clients do not show, and nobody would know why. */
function unfitTools(tools: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const faults = tools.flatMap(({ name, inputSchema }) => {
    const fault = headerFault(inputSchema);
    return fault === undefined ? [] : [`${String(name)}: ${fault}`];
  });
  if (faults.length === 0) return undefined;
  const rest = faults.length - MAX_NAMED;
  const named = faults.slice(0, MAX_NAMED).join('; ');
  const told = t('Clients leave out tools with a wrong x-mcp-header.');
  return `${told} ${rest > 0 ? t('{0}; and {1} more', named, rest) : named}`;
}
