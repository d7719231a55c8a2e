import { createMessageConnection } from 'vscode-jsonrpc/browser';
import { type PanelContract, panelContract } from '../../shared/contracts/panelContract';
import {
  type ContractClient,
  connectContract,
  type NotificationHandlers,
} from '../../shared/rpc/peer';
import { type PostMessagePort, postMessageTransport } from '../../shared/rpc/postMessageTransport';

export type PanelClient = ContractClient<PanelContract>;
/** Of what the view shows. */
export type PanelEvents = Partial<NotificationHandlers<PanelContract>>;

/** Connects the view to the extension host. Nothing comes before `panel/ready` is asked. */
export function connectPanel(port: PostMessagePort, events: PanelEvents): PanelClient {
  const { reader, writer } = postMessageTransport(port);
  return connectContract(createMessageConnection(reader, writer), panelContract, events);
}
