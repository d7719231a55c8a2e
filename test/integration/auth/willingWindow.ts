import type { HostContract } from '../../../src/shared/contracts/hostContract';
import type { ParamsOf, RequestName } from '../../../src/shared/rpc/contract';
import type { ContractClient } from '../../../src/shared/rpc/peer';

type Asked = { [M in RequestName<HostContract>]: (params: ParamsOf<HostContract, M>) => unknown };

export interface WindowOptions {
  /** Whether the person signs in; they do if absent. */
  readonly isWilling?: () => boolean;
  /** What the browser does with the page; follows it to the end if absent. */
  readonly visit?: (url: string) => Promise<unknown>;
  /** What is kept, by the URL of the server. */
  readonly kept?: Map<string, string>;
}

/** Stands for the window of a person who signs in wherever they are asked to, in a browser on this machine. */
export function willingWindow(options: WindowOptions = {}): ContractClient<HostContract> {
  const { isWilling = () => true, kept = new Map<string, string>() } = options;
  const { visit = (url) => fetch(url).then((response) => response.text()) } = options;
  const answers: Asked = {
    'signIn/read': ({ serverUrl }) => kept.get(serverUrl) ?? null,
    'signIn/write': ({ serverUrl, value }) => {
      if (value === null) kept.delete(serverUrl);
      else kept.set(serverUrl, value);
      return null;
    },
    'browser/reach': ({ url }) => url,
    'browser/signIn': ({ url }) => {
      if (!isWilling()) return false;
      // The one who opens a page does not wait for it.
      void visit(url);
      return true;
    },
  };
  return {
    request: async (method, params) => answers[method](params as never) as never,
  };
}
