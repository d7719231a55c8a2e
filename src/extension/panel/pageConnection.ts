import type { Disposable, Webview } from 'vscode';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { type PanelContract, panelContract } from '../../shared/contracts/panelContract';
import type { NotificationName, NotificationParams } from '../../shared/rpc/contract';
import { type ContractServer, type RequestHandlers, serveContract } from '../../shared/rpc/peer';
import { postMessageTransport } from '../../shared/rpc/postMessageTransport';

type PanelEvent = NotificationName<PanelContract>;

/** One life of the page, from its `panel/ready` on. */
interface Page {
  readonly server: ContractServer<PanelContract>;
  deliver(message: unknown): void;
  end(): void;
}

/**
 * The host's end of a panel. VS Code loads the page anew whenever the panel was hidden; each page gets a
 * connection of its own, so that an answer meant for the last page never reaches the next one.
 */
export class PageConnection implements Disposable {
  readonly #listener: Disposable;
  #page: Page | undefined;
  #waiting: (() => void) | undefined;

  constructor(
    private readonly webview: Pick<Webview, 'postMessage' | 'onDidReceiveMessage'>,
    private readonly handlers: RequestHandlers<PanelContract>,
  ) {
    this.#listener = webview.onDidReceiveMessage((message: unknown) => {
      if (methodOf(message) === 'panel/ready') this.#beginPage();
      this.#page?.deliver(message);
    });
  }

  /** Told to the page that stands. A page that is not there yet asks for everything once it is. */
  notify<N extends PanelEvent>(name: N, params: NotificationParams<PanelContract, N>): void {
    this.#page?.server.notify(name, params);
  }

  /** As `notify`, but kept for the next page while there is none. Only the last one is kept. */
  notifyOrWait<N extends PanelEvent>(name: N, params: NotificationParams<PanelContract, N>): void {
    if (this.#page !== undefined) this.notify(name, params);
    else this.#waiting = () => this.notify(name, params);
  }

  /** The page is gone, as when the panel is hidden. */
  endPage(): void {
    this.#page?.end();
    this.#page = undefined;
  }

  dispose(): void {
    this.endPage();
    this.#listener.dispose();
  }

  #beginPage(): void {
    this.endPage();
    this.#page = openPage(this.webview, this.handlers);
    this.#waiting?.();
    this.#waiting = undefined;
  }
}

function openPage(
  webview: Pick<Webview, 'postMessage'>,
  handlers: RequestHandlers<PanelContract>,
): Page {
  let open = true;
  let receive: (message: unknown) => void = () => {};
  const { reader, writer } = postMessageTransport({
    post: (message) => (open ? webview.postMessage(message) : undefined),
    onMessage: (callback) => {
      receive = callback;
      return { dispose: () => {} };
    },
  });
  const connection = createMessageConnection(reader, writer);
  const server = serveContract(connection, panelContract, handlers);
  const end = () => {
    open = false;
    connection.dispose();
  };
  return { server, deliver: (message) => open && receive(message), end };
}

function methodOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'method' in message
    ? message.method
    : undefined;
}
