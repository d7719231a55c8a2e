import { expect, it } from 'vitest';
import { panelHtml } from '../../../../src/extension/panel/panelHtml';

const html = panelHtml('vscode/"><script>', '<b>', {
  nonce: 'N0NCE',
  cspSource: 'https://host',
  script: 'https://host/webview.js',
  styles: 'https://host/webview.css',
  codicons: 'https://host/codicon.css',
});

it('allows the page its own script and styles, and no network', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-N0NCE'",
    'style-src https://host',
    'font-src https://host',
    'img-src https://host data: blob:',
    'media-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect([...html.matchAll(/<script [^>]*>/g)].map(([tag]) => tag)).toEqual([
    '<script type="module" nonce="N0NCE" src="https://host/webview.js">',
  ]);
});

it('puts names into the page as text', () => {
  expect(html).toContain('data-server-id="vscode/&#34;&#62;&#60;script&#62;"');
  expect(html).toContain('<title>&#60;b&#62;</title>');
});
