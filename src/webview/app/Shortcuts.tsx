import { t } from '@vscode/l10n';
import { Overlay } from './Overlay';
import { PALETTE_KEYS } from './overlayKeys';

const isMac = navigator.platform.startsWith('Mac');
const MOD = isMac ? '⌘' : 'Ctrl+';

/** What can be done by which keys, by where it holds. */
const SHORTCUTS: readonly { where: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      [PALETTE_KEYS, 'Find a command, a screen, a tool, a resource or a prompt'],
      ['?', 'Show these shortcuts'],
      ['Tab', 'Go on to the next part'],
      [`${MOD}F`, 'Find text in the panel'],
    ],
  },
  {
    where: 'Tabs of screens',
    keys: [
      ['← →', 'Show the screen before or after'],
      ['Home, End', 'Show the first or last screen'],
    ],
  },
  {
    where: 'Lists',
    keys: [
      ['↑ ↓', 'Select the item before or after'],
      ['Page Up, Page Down', 'Select further away'],
      ['Home, End', 'Select the first or last item'],
      ['Enter', 'Go on into the item'],
      ['↓ in a search field', 'Go on into what was found'],
    ],
  },
  {
    where: 'A tool, resource or prompt, or an answer',
    keys: [
      [isMac ? '⌘Enter' : 'Ctrl+Enter', 'Run, read, get or send it'],
      ['Escape', 'Cancel what runs'],
    ],
  },
  {
    where: 'Line between list and detail',
    keys: [['← →', 'Make the list narrower or wider']],
  },
];

export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Overlay label={t('Keyboard shortcuts')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div className="shortcuts" tabIndex={0} role="document">
        <h2>{t('Keyboard shortcuts')}</h2>
        {SHORTCUTS.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div className="shortcut" key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Overlay>
  );
}
