import type { PostMessagePort } from '../../shared/rpc/postMessageTransport';

/** What VS Code gives a webview. May be asked for once in a page's life. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** What `setState` was given last, even in an earlier life of the page. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

/** The page's end of the channel to the extension host. */
export function hostPort(api: VsCodeApi): PostMessagePort {
  return {
    post: (message) => api.postMessage(message),
    onMessage: (callback) => {
      const listener = (event: MessageEvent<unknown>) => callback(event.data);
      window.addEventListener('message', listener);
      return { dispose: () => window.removeEventListener('message', listener) };
    },
  };
}
