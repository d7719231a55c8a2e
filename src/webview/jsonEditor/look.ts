import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const font = {
  fontFamily: 'var(--vscode-editor-font-family, monospace)',
  fontSize: 'var(--vscode-editor-font-size, 12px)',
};
const popup = {
  border: '1px solid var(--vscode-editorSuggestWidget-border, var(--vscode-widget-border))',
  borderRadius: '3px',
  color: 'var(--vscode-editorSuggestWidget-foreground)',
  backgroundColor: 'var(--vscode-editorSuggestWidget-background)',
};
const wave = (color: string) => ({
  backgroundImage: 'none',
  padding: '0',
  textDecoration: `underline wavy var(${color})`,
  textDecorationSkipInk: 'none',
  textUnderlineOffset: '2px',
});

const frame = EditorView.theme({
  '&': {
    minHeight: '84px',
    maxHeight: '60vh',
    border: '1px solid var(--vscode-input-border, transparent)',
    borderRadius: '2px',
    color: 'var(--vscode-input-foreground)',
    backgroundColor: 'var(--vscode-input-background)',
  },
  '&.cm-focused': { outline: 'none', borderColor: 'var(--vscode-focusBorder)' },
  '.cm-scroller': { ...font, lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--vscode-editorCursor-foreground)' },
  '.cm-line': { padding: '0 6px' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--vscode-editorBracketMatch-background)',
    outline: '1px solid var(--vscode-editorBracketMatch-border, transparent)',
  },
  '.cm-lintRange-error': wave('--vscode-editorError-foreground'),
  '.cm-lintRange-warning': wave('--vscode-editorWarning-foreground'),
});

const popups = EditorView.theme({
  '.cm-tooltip': {
    ...popup,
    color: 'var(--vscode-editorHoverWidget-foreground)',
    backgroundColor: 'var(--vscode-editorHoverWidget-background)',
    maxWidth: '90vw',
  },
  '.cm-diagnostic': { borderInlineStart: 'none', padding: '4px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete': popup,
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { ...font, maxHeight: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 6px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color:
      'var(--vscode-editorSuggestWidget-selectedForeground, var(--vscode-list-activeSelectionForeground, inherit))',
    backgroundColor:
      'var(--vscode-editorSuggestWidget-selectedBackground, var(--vscode-list-activeSelectionBackground, transparent))',
    outline: '1px solid var(--vscode-contrastActiveBorder, transparent)',
    outlineOffset: '-1px',
  },
  '.cm-completionMatchedText': {
    textDecoration: 'none',
    fontWeight: '600',
    color: 'var(--vscode-editorSuggestWidget-highlightForeground)',
  },
  'li[aria-selected] .cm-completionMatchedText': {
    color: 'var(--vscode-editorSuggestWidget-focusHighlightForeground, inherit)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8' },
  '.cm-tooltip.cm-completionInfo': { ...popup, padding: '4px 8px' },
});

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--vscode-debugTokenExpression-name)' },
  { tag: tags.string, color: 'var(--vscode-debugTokenExpression-string)' },
  { tag: tags.number, color: 'var(--vscode-debugTokenExpression-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--vscode-debugTokenExpression-boolean)' },
]);

/** VS Code's colours and sizes, by the variables that it gives a webview. */
export const look = [frame, popups, syntaxHighlighting(colors)];
