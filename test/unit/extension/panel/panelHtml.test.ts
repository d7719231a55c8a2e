import { expect, it } from 'vitest';
import { panelHtml } from '../../../../src/extension/panel/panelHtml';

const resources = {
  nonce: 'N0NCE',
  cspSource: 'https://host',
  script: 'https://host/webview.js',
  styles: '.app { color: red } /* </style> */',
  codicons: 'https://host/codicon.css',
  language: 'en',
};
const server = { serverId: 'vscode/"><script>', name: '<i>', tabs: true };
const html = panelHtml(server, '<b>', resources);

it('allows the page its own script and styles, and no network', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-N0NCE'",
    "style-src https://host 'nonce-N0NCE'",
    'font-src https://host',
    'img-src https://host data: blob:',
    'media-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
    '<script type="module" nonce="N0NCE">',
  ]);
});

it('shows something before any file is fetched', () => {
  expect(html).toContain('.app { color: red }');
  expect(html).toContain('<span class="tab-label">Tools</span>');
  expect(html).not.toMatch(/<link|<script[^>]* src=/);
  expect(html).toContain('import("https://host/webview.js")');
  expect(panelHtml({ ...server, tabs: false }, '', resources)).not.toContain('Tools');
});

it('puts names into the page as text, and lets nothing end the styles or the script early', () => {
  expect(html).toContain('data-server-id="vscode/&#34;&#62;&#60;script&#62;"');
  expect(html).toContain('<title>&#60;b&#62;</title>');
  expect(html).toContain('<h1 class="header-name">&#60;i&#62;</h1>');
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  const odd = panelHtml(server, '', { ...resources, script: 'https://host/</script>' });
  expect(odd.match(/<\/script>/g)).toHaveLength(1);
});
