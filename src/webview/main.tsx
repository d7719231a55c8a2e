import './words';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import './theme/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { FileApp } from './app/FileApp';
import { InspectorContext } from './app/InspectorContext';
import { Inspector } from './state/inspector';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
const inspector = new Inspector(acquireVsCodeApi(), root.dataset.serverId ?? '');
createRoot(root).render(
  <InspectorContext value={inspector}>{inspector.isFile ? <FileApp /> : <App />}</InspectorContext>,
);
void inspector.open();
