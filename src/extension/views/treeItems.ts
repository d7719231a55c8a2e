import { TreeItem } from 'vscode';
import { visible, visibleLines } from '../../shared/text/visible';
import { diagnosisItem, fixItem, waitingItem } from './items/attentionItems';
import { catalogItem, groupItem } from './items/catalogItems';
import { placeItem } from './items/placeItem';
import { clientItem, factItem, peersItem, processItem, sessionItem } from './items/runItems';
import { serverItem } from './items/serverItem';
import { brokenSourceItem, sourceItem } from './items/sourceItems';
import type { TreeItemServices } from './items/treeItemServices';
import type { TreeNode } from './treeNode';

/** How a node looks, is read out, and what a click on it does. */
export function createTreeItem(node: TreeNode, services: TreeItemServices): TreeItem {
  const item = treeItem(node, services);
  if (typeof item.label === 'string') item.label = visible(item.label);
  if (typeof item.description === 'string') item.description = visible(item.description);
  if (typeof item.tooltip === 'string') item.tooltip = visibleLines(item.tooltip);
  const { accessibilityInformation: spoken } = item;
  if (spoken) item.accessibilityInformation = { ...spoken, label: visibleLines(spoken.label) };
  return item;
}

function treeItem(node: TreeNode, services: TreeItemServices): TreeItem {
  const { registry, waiting } = services;
  switch (node.kind) {
    case 'source':
      return sourceItem(node);
    case 'server': {
      const server = registry.get(node.serverId);
      return server === undefined ? new TreeItem(node.serverId) : serverItem(server, services);
    }
    case 'brokenSource':
      return brokenSourceItem(node, registry);
    case 'group':
      return groupItem(node);
    case 'item':
      return catalogItem(node);
    case 'diagnosis':
      return diagnosisItem(node, registry);
    case 'waiting':
      return waitingItem(node, waiting.of(node.serverId).length);
    case 'fix':
      return fixItem(node);
    case 'sessions':
    case 'clients':
      return peersItem(node);
    case 'session':
      return sessionItem(node);
    case 'client':
      return clientItem(node);
    case 'process':
      return processItem(node, registry.get(node.serverId));
    case 'fact':
      return factItem(node);
    case 'place':
      return placeItem(node, registry.get(node.serverId));
  }
}
